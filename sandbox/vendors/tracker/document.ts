import { loadContract } from '../../../contracts';
import { readContract } from '../../contract';
import { lazily } from '../../lazily';

const document = lazily(() => loadContract('tracker'));

export const contract = lazily(() => ({
	// Those on the host for signing in are not on this one.
	operations: readContract(document()).filter(({ path }) => path.startsWith('/api/')),
	rateLimit: document()['x-rate-limit'],
}));

/** The fields of an answer while nothing is in them. */
export type Shape = Record<string, unknown>;

/** A record's documented fields by their schema's name, null or empty. */
export function shapeOf(schema: string): Shape {
	return blank(document().components.schemas?.[schema] as Schema);
}

interface Schema {
	type?: string | string[];
	properties?: Record<string, Schema>;
}

const blank = ({ properties = {} }: Schema): Shape =>
	Object.fromEntries(
		Object.entries(properties).map(([field, schema]) => [
			field,
			schema.properties ? blank(schema) : schema.type?.includes('array') ? [] : null,
		]),
	);

/** What an operation may answer beside its contract's first success. */
export interface Manners {
	/** 204: there is no record. */
	mayBeEmpty: boolean;
	/** 200 without a body, although it has one to tell the outcome with. */
	mayBeBare: boolean;
	/** Its answer says whether it succeeded, in one of the three ways in which Tracker does. */
	outcome?: (typeof OUTCOMES)[number];
}

const OUTCOMES = ['Outcome', 'ShortlistOutcome', 'ResumeOutcome'] as const;

const manners = lazily(() => {
	const items = Object.values(document().paths).flatMap((item) => Object.values(item));
	return new Map(
		(items as RawOperation[]).map(({ operationId, responses = {} }): [unknown, Manners] => {
			const names = Object.fromEntries(
				Object.entries(responses).map(([status, { $ref }]) => [status, $ref.split('/').at(-1)]),
			);
			const outcome = OUTCOMES.find((name) => Object.values(names).includes(name));
			const mayBeBare = names['200'] === 'Done' && outcome !== undefined;
			return [operationId, { mayBeEmpty: '204' in names, mayBeBare, outcome }];
		}),
	);
});

/** All of a path but its parameters are operations. */
interface RawOperation {
	operationId?: string;
	responses?: Record<string, { $ref: string }>;
}

/** @throws when the contract has no such operation */
export function mannersOf(operationId: string): Manners {
	const found = manners().get(operationId);
	if (!found) throw new Error(`The contract has no ${operationId}`);
	return found;
}
