import { type JsonObject, type JsonSchema, loadContract } from '../../../contracts';
import { type Operation, readContract } from '../../contract';
import { lazily } from '../../lazily';
import type { Standing } from '../../rateLimit';
import { type Refusal, UnknownRoute } from '../../refusal';
import { type Behaviour, FileBody, type Vendor } from '../../vendor';
import { ACCOUNT_URL, accountBehaviours, API_KEY } from './account';
import { companyBehaviours } from './companies';
import { contactBehaviours } from './contacts';
import { eventBehaviours } from './events';
import { fileBehaviours } from './files';
import { invoiceBehaviours } from './invoices';
import { messageBehaviours } from './messages';
import { noteBehaviours } from './notes';
import { projectRequestBehaviours } from './projectRequests';
import { projectBehaviours } from './projects';
import { emptyRecords, type Records } from './records';
import { CALLER, seed } from './seed';
import { createSignIn } from './signIn';
import { summaryBehaviours } from './summaries';
import { taskBehaviours } from './tasks';

/** What a test needs to talk to the vendor. */
export interface ProWorkflow {
	/** Stands for https://api.proworkflow.net. */
	baseUrl: string;
	/** Of the account, for the header `apikey`. */
	apiKey: string;
	/** Of a super user among the staff, for Basic; the name or the address will do. */
	username: string;
	email: string;
	password: string;
	/** What the login call wants to hear before it tells the key. */
	accountUrl: string;
	/** The vendor's records, to look at. */
	readonly records: Records;
}

const behaviours: Record<string, Behaviour<Records>> = {
	...accountBehaviours,
	...companyBehaviours,
	...contactBehaviours,
	...eventBehaviours,
	...fileBehaviours,
	...invoiceBehaviours,
	...messageBehaviours,
	...noteBehaviours,
	...projectBehaviours,
	...projectRequestBehaviours,
	...summaryBehaviours,
	...taskBehaviours,
};

const PAGE = new FileBody(
	Buffer.from(
		'<!doctype html><html><body><h1>404 - File or directory not found.</h1></body></html>',
	),
	'text/html; charset=utf-8',
);

/** Public, but for the texts: no body at all, a page, one text, or several. */
function errorBody(refusal: Refusal): unknown {
	if (refusal instanceof UnknownRoute) return PAGE;
	const { status, message, problems } = refusal;
	if (status === 401) return undefined;
	const isOurs = status < 500 && status !== 403;
	const details = isOurs ? problems.map((problem) => problem.message) : message;
	return { status: 'Error', details };
}

const rateHeaders = ({ limit, remaining, resetSeconds }: Standing) => ({
	'x-ratelimit-limit': String(limit),
	'x-ratelimit-remaining': String(remaining),
	'x-ratelimit-reset': String(resetSeconds),
});

/** What a call gets that leaves something out. */
interface Defaults {
	query: JsonObject;
	body: JsonObject;
}

function defaultsOf({ parameters, requestSchema }: Operation): Defaults {
	const pick = (schemas: Array<[string, JsonSchema]>): JsonObject =>
		Object.fromEntries(
			schemas.flatMap(([name, schema]) => ('default' in schema ? [[name, schema.default]] : [])),
		);
	// Where several records can be added at once, the first choice is the single one.
	const [single = requestSchema] = (requestSchema?.anyOf ?? []) as JsonSchema[];
	return {
		query: pick(parameters.map(({ name, schema }) => [name, schema])),
		body: pick(Object.entries((single?.properties ?? {}) as Record<string, JsonSchema>)),
	};
}

const contract = lazily(() => {
	const document = loadContract('proworkflow');
	const operations = readContract(document);
	return {
		operations,
		rateLimit: document['x-rate-limit'],
		defaults: new Map(
			operations.map((operation) => [operation.operationId, defaultsOf(operation)]),
		),
	};
});

/** Lays what a call gives over the contract's defaults. */
const withDefaults =
	(behaviour: Behaviour<Records>): Behaviour<Records> =>
	(call) => {
		const { query, body } = contract().defaults.get(call.operationId) ?? { query: {}, body: {} };
		const filled = [call.body as JsonObject | JsonObject[]]
			.flat()
			.map((each) => ({ ...body, ...each }));
		return behaviour({
			...call,
			query: { ...query, ...call.query },
			// The type of a body knows no lists.
			body: (Array.isArray(call.body) ? filled : filled[0]) as JsonObject,
		});
	};

export function createProWorkflow() {
	// Names and passwords are records too.
	let records = emptyRecords();
	const vendor: Vendor<Records> = {
		name: 'proworkflow',
		get operations() {
			return contract().operations;
		},
		get rateLimit() {
			return contract().rateLimit;
		},
		rateHeaders,
		errorBody,
		signIn: createSignIn(() => records),
		behaviours: Object.fromEntries(
			Object.entries(behaviours).map(([id, behaviour]) => [id, withDefaults(behaviour)]),
		),
		seed: (now) => (records = seed(now)),
	};
	return { vendor, access: { apiKey: API_KEY, accountUrl: ACCOUNT_URL, ...CALLER } };
}
