import type { Incoming } from './http';

/** One request that the sandbox received, whatever became of it. */
export interface LoggedRequest extends Incoming {
	vendor: string;
	/** The contract's operationId, `oauth.token` and the like, or undefined for an unknown route. */
	operationId?: string;
	/** Undefined while the answer is due, and for good when the connection was cut. */
	status?: number;
	/** The kind of the injected fault, if it met one. */
	fault?: string;
	/** When it came in, by the sandbox's clock. */
	at: Date;
}
