import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Clock } from './clock';
import type { Operation } from './contract';
import { type Faults, spoil } from './faults';
import { type Answer, readIncoming } from './http';
import { pageOf } from './paging';
import { RateLimiter } from './rateLimit';
import { Refusal, UnknownRoute } from './refusal';
import type { LoggedRequest } from './requestLog';
import { type Change, summarize, type Watched } from './table';
import {
	type Call,
	type Endpoint,
	FileBody,
	type Identity,
	OtherStatus,
	type Vendor,
} from './vendor';

/** What the vendors of a sandbox share. */
export interface Shell {
	clock: Clock;
	/** Aborted when the sandbox closes. */
	closing: AbortSignal;
	faults: Faults;
	requests: LoggedRequest[];
	/** Answers that break the contract become a 500 that says how. */
	checkAnswers: boolean;
}

/** A vendor at work: its routes, and the records behind them. */
export interface VendorApp<Records> {
	router: Router;
	records(): Records;
	/** Records back to the seed, and a fresh rate limit window. */
	reset(): void;
}

/** Where a call goes once it is known to be this route's. */
interface Route {
	operationId: string;
	method: string;
	needsSignIn: boolean;
	/** Passed sign-in and rate limit: judges and does the call. */
	perform(
		request: LoggedRequest,
		path: Record<string, string>,
		identity?: Identity,
	): Promise<Answer>;
}

/** Puts a vendor behind its routes; mount the router below the vendor's prefix. */
export function createVendorApp<Records extends Watched<Records>>(
	vendor: Vendor<Records>,
	shell: Shell,
): VendorApp<Records> {
	const limiter = limiterOf(vendor, shell.clock);
	let records: Records;
	/** Those of the call under way; undefined between calls. */
	let changes: Change[] | undefined;
	const reset = () => {
		limiter?.reset();
		records = vendor.seed(shell.clock.start());
		for (const table of Object.keys(records) as Array<keyof Records>) {
			records[table].onChange = (change) => {
				if (changes) changes.push(change);
				else vendor.onChangeByHand?.(records, change);
			};
		}
	};
	reset();

	const errorAnswer = (refusal: Refusal): Answer => {
		const { headers, body } = contentOf(vendor.errorBody(refusal, shell.clock.now()));
		return { status: refusal.status, headers: { ...headers, ...refusal.headers }, body };
	};

	const operationRoute = (operation: Operation): Route => ({
		...operation,
		needsSignIn: true,
		perform: async (request, pathValues, identity) => {
			vendor.signIn.permit?.(request, operation.operationId);
			const { problems, path, query } = operation.check(request, pathValues);
			if (problems.length > 0) throw new Refusal(400, problems);
			const { operationId } = operation;
			const behaviour = vendor.behaviours[operationId];
			if (!behaviour || !identity) {
				throw new Refusal(501, [{ message: `The sandbox has no behaviour for ${operationId}` }]);
			}
			const call: Call<Records> = {
				operationId,
				path,
				query,
				body: (request.body ?? {}) as Record<string, unknown>,
				identity,
				records,
				now: shell.clock.now(),
				page: (list) => pageOf(list, operation.paging, call),
			};
			// Records change before a behaviour waits for anything, so these are this call's own.
			const own: Change[] = [];
			changes = own;
			let result: unknown;
			try {
				result = behaviour(call);
				vendor.onChanges?.(call, summarize(own));
			} finally {
				changes = undefined;
			}
			const answer = { status: operation.successStatus, ...contentOf(await result) };
			const { status } = answer;
			const isChecked = shell.checkAnswers && status === operation.successStatus;
			const broken = isChecked ? operation.checkAnswer(answer) : [];
			if (broken.length > 0) throw new Refusal(500, broken);
			return answer;
		},
	});

	const endpointRoute = (endpoint: Endpoint): Route => ({
		...endpoint,
		needsSignIn: false,
		perform: (request) => Promise.resolve(endpoint.answer(request)),
	});

	const send = (response: Response, answer: Answer) => {
		sendAs(vendor.jsonType, response, answer);
	};

	/** One call from the log to the answer. */
	const serve = async (route: Route, request: Request, response: Response): Promise<void> => {
		const logged = logOf(response);
		logged.operationId = route.operationId;
		const identity = route.needsSignIn ? vendor.signIn.identify(logged) : undefined;
		const standing = identity && limiter?.take(identity.application);
		if (standing) {
			response.set(vendor.rateHeaders(standing));
			if (standing.exceeded) {
				const problem = { message: 'Rate limit exceeded' };
				throw new Refusal(429, [problem], vendor.rateHeaders(standing));
			}
		}
		const perform = () => route.perform(logged, request.params as Record<string, string>, identity);
		const fault = shell.faults.take({
			vendor: vendor.name,
			operationId: route.operationId,
			method: route.method,
		});
		if (!fault) {
			send(response, await perform());
			return;
		}
		logged.fault = fault.kind;
		// What stands between a caller and the vendor does not know the vendor's headers.
		if (fault.kind === 'status' && standing) {
			for (const header of Object.keys(vendor.rateHeaders(standing))) response.removeHeader(header);
		}
		const spoiled = await spoil(fault, {
			perform,
			readOnly: route.method === 'GET',
			errorAnswer,
			expireTokens: () => {
				vendor.signIn.expire();
			},
			response,
			closing: shell.closing,
		});
		if (spoiled) send(response, spoiled);
	};

	const refuse = (error: unknown, _request: Request, response: Response, _next: NextFunction) => {
		if (shell.closing.aborted || response.destroyed) return;
		send(response, errorAnswer(toRefusal(error)));
	};

	const router = express.Router({ caseSensitive: true, strict: true });
	router.use(express.raw({ type: () => true, limit: '50mb' }), async (request, response, next) => {
		const at = shell.clock.now();
		const logged = { ...(await readIncoming(request)), vendor: vendor.name, at };
		shell.requests.push(logged);
		logs.set(response, logged);
		next();
	});
	const routes = [
		...vendor.signIn.endpoints.map((endpoint) => ({
			path: endpoint.path,
			route: endpointRoute(endpoint),
		})),
		...vendor.operations
			.toSorted(bySpecificity)
			.map((operation) => ({ path: operation.path, route: operationRoute(operation) })),
	];
	for (const { path, route } of routes) {
		const method = route.method.toLowerCase() as Lowercase<Endpoint['method']>;
		router[method](path.replace(/\{(\w+)\}/g, ':$1'), (request, response) =>
			serve(route, request, response),
		);
	}
	router.use((request) => {
		throw new UnknownRoute(request);
	});
	router.use(refuse);

	return { router, records: () => records, reset };
}

function limiterOf({ rateLimit }: Pick<Vendor, 'rateLimit'>, clock: Clock) {
	return rateLimit && new RateLimiter(Array.isArray(rateLimit) ? rateLimit : [rateLimit], clock);
}

function contentOf(result: unknown): Partial<Answer> {
	if (result instanceof OtherStatus) return { status: result.status, body: result.body };
	return result instanceof FileBody
		? { headers: { 'Content-Type': result.contentType }, body: result.bytes }
		: { body: result };
}

const logs = new WeakMap<Response, LoggedRequest>();

function logOf(response: Response): LoggedRequest {
	const logged = logs.get(response);
	if (!logged) throw new Error('The request was not logged');
	return logged;
}

function sendAs(
	jsonType: string | undefined,
	response: Response,
	{ status, headers = {}, body }: Answer,
): void {
	const logged = logs.get(response);
	if (logged) logged.status = status;
	// By the clock that tests can move; Node itself would ask the machine.
	response.status(status).set({ Date: new Date(Date.now()).toUTCString(), ...headers });
	if (body === undefined) response.end();
	else if ('Content-Type' in headers) response.send(body);
	else {
		if (jsonType) response.type(jsonType);
		response.json(body);
	}
}

/** Fixed steps before placeholders, so that `/clients/archived` is not the client `archived`. */
function bySpecificity(one: Operation, other: Operation): number {
	const key = ({ path }: Operation) => path.replace(/\{\w+\}/g, '~');
	return key(one) < key(other) ? -1 : 1;
}

function toRefusal(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	// Express names its own findings, e.g. a malformed path, by a status.
	const { status = 500 } = error as { status?: number };
	const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
	return new Refusal(status, [{ message }]);
}
