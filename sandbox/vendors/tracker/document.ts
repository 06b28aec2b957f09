import { type JsonObject, loadContract } from '../../../contracts';
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

/** What an operation answers where there is no record. */
export interface Manners {
	/** It may answer 204. */
	mayBeEmpty: boolean;
	/** Its answer says whether it succeeded, in one of the three ways in which Tracker does. */
	outcome?: 'Outcome' | 'ShortlistOutcome' | 'ResumeOutcome';
}

/** By operation. */
export const manners = lazily(
	() =>
		new Map(
			Object.values(document().paths)
				.flatMap((item) => Object.values(item) as JsonObject[])
				.map(({ operationId, responses = {} }): [unknown, Manners] => {
					const refs = Object.values(responses as Record<string, { $ref?: string }>);
					const names = refs.map(({ $ref }) => $ref?.split('/').at(-1));
					return [
						operationId,
						{
							mayBeEmpty: '204' in (responses as object),
							outcome: (['Outcome', 'ShortlistOutcome', 'ResumeOutcome'] as const).find((name) =>
								names.includes(name),
							),
						},
					];
				}),
		),
);
