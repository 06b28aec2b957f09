/** One reason why a request is refused. */
export interface Problem {
	/** Where the fault lies: `query.limit`, `body.name`, or a field of the record. */
	field?: string;
	/** What is wrong, as a sentence that names the rule. */
	message: string;
}

/** Thrown anywhere behind the shell to end a call with an error status. */
export class Refusal extends Error {
	constructor(
		/** HTTP status: 400 to 599, or 200 where a vendor tells of a failure in the body alone. */
		readonly status: number,
		readonly problems: Problem[],
		readonly headers: Record<string, string> = {},
	) {
		super(problems.map(({ message }) => message).join('; '));
	}
}

/** 404: there is no such path, or none with this verb. */
export class UnknownRoute extends Refusal {
	constructor({ method, path }: { method: string; path: string }) {
		super(404, [{ message: `There is no ${method} ${path}` }]);
	}
}

/** 404: the path names a record that does not exist. */
export const notFound = (what: string): Refusal =>
	new Refusal(404, [{ message: `${what} not found` }]);

/** 422: the request is well formed, but the record it asks for would be wrong. */
export const unprocessable = (...problems: Problem[]): Refusal => new Refusal(422, problems);
