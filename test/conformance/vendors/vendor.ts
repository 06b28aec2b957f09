/**
 * What conformance needs to know of a vendor. How to add one:
 *
 * 1. `vendors/<vendor>.ts` exports `conforming({ … })` of this file: how the sandbox's access becomes
 *    credential data, samples, arrangements. `vendors/blikk.ts` has nearly everything, `vendors/hubPlanner.ts`
 *    little.
 * 2. `operations.<vendor>.test.ts` holds `testOperations(vendor)`, and
 *    `npx jest test/conformance/operations.<vendor> -t 'contact.create'` runs one operation.
 * 3. `<vendor>.test.ts`, with `openWorld(vendor)`, is about what is special.
 *
 * Every operation in `scripts/vendors.ts` is run with all its parameters and two items of different values.
 * Values come from the field kinds, ids from the tables of the sandbox (`table`: `taskBoardColumns` for a field
 * that picks `taskBoardColumn`), and the contract says how a list or a switch looks on the wire. What that
 * cannot know stands in
 * - `samples`, by wire name, inner fields by the whole path (`materials.discountInPercent`): values that must
 *   look a certain way, and always what goes under free JSON, files (`fileInForm`, `fileInJson`), parts with
 *   `when`, and times of day;
 * - `kinds`, by the type of the n8n property: a form that all values of a kind have with this vendor;
 * - `arrangements`, by operation: records that must be there first, samples for this operation only (or for one
 *   of its items), fields that exclude others, and what `sends` does to the body.
 */
import type { ICredentialDataDecryptedObject, NodePropertyTypes } from 'n8n-workflow';
import type { ContractOperation, Vendor as ContractName } from '../../../contracts';
import type { Field, Operation, Vendor } from '../../../nodes/engine';
import type { Sandbox } from '../../../sandbox';
import { vendors } from '../../../scripts/vendors';

/** Which of the two items. */
export type Variant = 0 | 1;

/** The value of a parameter: what a user gives, and what must then stand on the wire. */
export interface Sample {
	/** For a file: the name of the binary field. */
	given: unknown;
	wire: unknown;
	/** The file that the item has in that field. */
	file?: SampleFile;
}

export interface SampleFile {
	name: string;
	type: string;
	content: Buffer;
}

export type SandboxVendor = keyof Sandbox['vendors'];
export type RecordsOf<Name extends SandboxVendor> = Sandbox['vendors'][Name]['records'];

/** A parameter, or a field inside one. */
export interface Sampled {
	/** With the names of the fields around it: `materials.articleId`. */
	path: string;
	place: Operation['parameters'][number]['place'];
	field: Field;
	operation: Operation;
	contract: ContractOperation;
}

export interface Arrangement<Name extends SandboxVendor> {
	/** Changes the records before the run. `receiver` is an address that answers 200 to anything. */
	before?: (records: RecordsOf<Name>, receiver: string) => void;
	/** Wire names that exclude others. */
	leaveOut?: string[];
	/** Samples in place of the usual ones, by wire name; `undefined` leaves a field out of this item. */
	values?: (
		variant: Variant,
		records: RecordsOf<Name>,
		receiver: string,
	) => Record<string, Sample | undefined>;
	/** A list that has nothing to show without filters. */
	mayBeEmpty?: boolean;
	/** What `sends` makes of the body that follows from the samples. */
	sent?: (body: Record<string, unknown>) => Record<string, unknown>;
}

interface Description<Name extends SandboxVendor> {
	/** Key among the sandbox's vendors, and name of the node. */
	name: Name;
	/** Below nodes/. */
	folder: string;
	/** What the user would type into the credential. */
	credential: (access: Sandbox['vendors'][Name]) => ICredentialDataDecryptedObject;
	/** The credential is signed in with by the editor's Connect button. */
	connects?: boolean;
	/**
	 * Changes the credential so that its pace is one of its own, for the nth time; needed where the pace does not
	 * count by credential. Each reset makes a credential of its own anyway.
	 */
	freshPace?: (
		data: ICredentialDataDecryptedObject,
		access: Sandbox['vendors'][Name],
		n: number,
	) => ICredentialDataDecryptedObject;
	/** Where the operationIds of the sandbox's sign-in begin; these calls are not counted. By rule `oauth`. */
	signIn?: string;
	/** Values of the path placeholders that the credential fills. */
	path?: Record<string, string>;
	samples?: Record<string, (variant: Variant, records: RecordsOf<Name>) => Sample>;
	kinds?: Partial<
		Record<
			NodePropertyTypes,
			(sampled: Sampled, variant: Variant, records: RecordsOf<Name>) => Sample
		>
	>;
	/** Name of the table that holds what fields pick by this key, where it is not the plural. */
	tables?: Record<string, string>;
	arrangements?: Record<string, Arrangement<Name>>;
}

export interface ConformingVendor<Name extends SandboxVendor> extends Description<Name> {
	vendor: Vendor;
	contract: ContractName;
	/** n8n's name of the node type. */
	nodeType: string;
}

export function conforming<Name extends SandboxVendor>(
	description: Description<Name>,
): ConformingVendor<Name> {
	const { name, folder } = description;
	const found = vendors.find((each) => each.folder === folder);
	if (!found) throw new Error(`scripts/vendors.ts has no folder ${folder}`);
	const { vendor, contract } = found;
	return { ...description, vendor, contract, nodeType: `n8n-nodes-workforce.${name}` };
}

export const same = (value: unknown): Sample => ({ given: value, wire: value });

/** A sample of each pair for each item. */
export const pairs =
	(values: Record<string, [first: unknown, second: unknown]>) =>
	(variant: Variant): Record<string, Sample> =>
		Object.fromEntries(Object.entries(values).map(([name, pair]) => [name, same(pair[variant])]));

const sampleFile = (variant: Variant): SampleFile => ({
	name: ['plän.pdf', 'photo.png'][variant] as string,
	type: ['application/pdf', 'image/png'][variant] as string,
	content: Buffer.from([variant, 0, 10, 13, 128, 255]),
});

/** A file that goes out as a part of a form. */
export function fileInForm(variant: Variant): Sample {
	const file = sampleFile(variant);
	const wire = { fileName: file.name, mediaType: file.type, bytes: file.content };
	return { given: `file${variant}`, wire, file };
}

/** A file that goes out as base64 in JSON. */
export function fileInJson(variant: Variant): Sample {
	const file = sampleFile(variant);
	return { given: `file${variant}`, wire: file.content.toString('base64'), file };
}
