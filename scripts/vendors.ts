import type { Vendor as ContractName } from '../contracts';
import type { Vendor } from '../nodes/engine';
import { blikk } from '../nodes/Blikk/blikk';
import { hubPlanner } from '../nodes/HubPlanner/hubPlanner';
import { proWorkflow } from '../nodes/ProWorkflow/proWorkflow';
import { resourceGuru } from '../nodes/ResourceGuru/resourceGuru';
import { tracker } from '../nodes/Tracker/tracker';

/** The vendors with where they live: the folder below nodes/, and the contract. */
export const vendors: Array<{ vendor: Vendor; folder: string; contract: ContractName }> = [
	{ vendor: blikk, folder: 'Blikk', contract: 'blikk' },
	{ vendor: hubPlanner, folder: 'HubPlanner', contract: 'hub-planner' },
	{ vendor: proWorkflow, folder: 'ProWorkflow', contract: 'proworkflow' },
	{ vendor: resourceGuru, folder: 'ResourceGuru', contract: 'resource-guru' },
	{ vendor: tracker, folder: 'Tracker', contract: 'tracker' },
];
