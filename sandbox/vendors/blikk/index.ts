import { type Contract, loadContract } from '../../../contracts';
import { readContract } from '../../contract';
import { lazily } from '../../lazily';
import { type Problem, Refusal } from '../../refusal';
import type { Behaviour, Vendor, VendorContext } from '../../vendor';
import { adminBehaviours } from './admin';
import { contactBehaviours } from './contacts';
import { projectBehaviours } from './projects';
import type { Records } from './records';
import { seed } from './seed';
import { type Application, BlikkSignIn, ForbiddenRefusal, type Token } from './signIn';
import { attachmentBehaviours, checklistBehaviours, commentBehaviours } from './taskParts';
import { taskBehaviours } from './tasks';
import { timeReportBehaviours } from './timeReports';

/** What a test needs to talk to the vendor. */
export interface Blikk {
	/** Stands for https://publicapi.blikk.com. */
	baseUrl: string;
	applicationId: string;
	applicationSecret: string;
	/** What the application may do, to be changed by a test; a reset puts it back. */
	application: Application;
	/** A fresh token, as the token endpoint would give it. */
	issueToken(): Token;
	/** The vendor's records, to look at. */
	readonly records: Records;
}

/** Made up, and put together so that nobody takes them for real ones. */
export const APPLICATION_ID = ['sandbox', 'application'].join('-');
export const APPLICATION_SECRET = ['sandbox', 'application', 'phrase'].join('-');

/** docs.txt L58-63, L114-117. */
const WAIT_SECONDS = 1;

const behaviours: Record<string, Behaviour<Records>> = {
	...adminBehaviours,
	...attachmentBehaviours,
	...checklistBehaviours,
	...commentBehaviours,
	...contactBehaviours,
	...projectBehaviours,
	...taskBehaviours,
	...timeReportBehaviours,
};

/** An id that leads nowhere is a 400 (docs.txt L401); 404 is left for unknown routes. */
const withoutNotFound =
	(behaviour: Behaviour<Records>): Behaviour<Records> =>
	(call) => {
		try {
			return behaviour(call);
		} catch (error) {
			if (!(error instanceof Refusal) || error.status !== 404) throw error;
			throw new Refusal(400, [{ field: 'id', message: error.message }]);
		}
	};

/** The texts by field, which the vendor names without saying where it lies (docs.txt L87). */
function modelState(problems: Problem[]): Record<string, string[]> {
	const state: Record<string, string[]> = {};
	for (const { field = '', message } of problems) {
		(state[field.replace(/^(body|query|path)\./, '')] ??= []).push(message);
	}
	return state;
}

/** docs.txt L79-128. */
function errorBody(refusal: Refusal): unknown {
	const { status, message } = refusal;
	if (refusal instanceof ForbiddenRefusal) {
		const { permissionsRequired } = refusal;
		return { message, ipAddressAllowed: permissionsRequired.length > 0, permissionsRequired };
	}
	switch (status) {
		case 400:
			return { message: 'The request is invalid.', modelState: modelState(refusal.problems) };
		case 404:
			return undefined;
		case 429:
			return { waitInSeconds: Number(refusal.headers['Retry-After']) || WAIT_SECONDS };
		default:
			return status < 500 ? { message } : { message, requestId: 'r-sandbox' };
	}
}

/** By operation, from `x-permission`. */
function permissionsOf(document: Contract): Map<string, string> {
	const operations = Object.values(document.paths).flatMap((item) => Object.values(item)) as Array<{
		operationId?: string;
		'x-permission'?: string;
	}>;
	return new Map(
		operations.flatMap(({ operationId, 'x-permission': permission }) =>
			operationId && permission ? [[operationId, permission]] : [],
		),
	);
}

const contract = lazily(() => {
	const document = loadContract('blikk');
	return {
		operations: readContract(document),
		rateLimit: document['x-rate-limit'],
		permissions: permissionsOf(document),
	};
});

/** docs.txt L219-220, L299-300 and the like. */
const PERMISSIONS = [
	'Contact_Read',
	'Contact_Write',
	'Project_Read',
	'Task_Read',
	'Task_Write',
	'Timereport_Read',
	'Timereport_Write',
];

export function createBlikk({ clock }: Pick<VendorContext, 'clock'>) {
	const signIn = new BlikkSignIn({
		clock,
		id: APPLICATION_ID,
		secret: APPLICATION_SECRET,
		permissionFor: (operationId) => contract().permissions.get(operationId),
		permissions: PERMISSIONS,
	});
	const vendor: Vendor<Records> = {
		name: 'blikk',
		get operations() {
			return contract().operations;
		},
		get rateLimit() {
			return contract().rateLimit;
		},
		rateHeaders: ({ exceeded, resetSeconds }): Record<string, string> =>
			exceeded ? { 'Retry-After': String(resetSeconds) } : {},
		errorBody,
		signIn,
		behaviours: Object.fromEntries(
			Object.entries(behaviours).map(([id, behaviour]) => [id, withoutNotFound(behaviour)]),
		),
		seed,
	};
	const access = {
		applicationId: APPLICATION_ID,
		applicationSecret: APPLICATION_SECRET,
		application: signIn.application,
		issueToken: () => signIn.issueToken(),
	};
	return { vendor, access };
}
