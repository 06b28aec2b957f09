import express from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClock, type Clock } from './clock';
import { type Fault, Faults } from './faults';
import { Outbox, type OutboxOptions } from './outbox';
import type { RateLimit, RateLimits } from './rateLimit';
import type { LoggedRequest } from './requestLog';
import type { Watched } from './table';
import type { Vendor } from './vendor';
import { createVendorApp, type VendorApp } from './vendorApp';
import { type Blikk, createBlikk } from './vendors/blikk';
import { createHubPlanner, type HubPlanner } from './vendors/hub-planner';
import { createProWorkflow, type ProWorkflow } from './vendors/proworkflow';
import { createResourceGuru, type ResourceGuru } from './vendors/resource-guru';
import { createTracker, OAUTH_PREFIX, type Tracker } from './vendors/tracker';

export type { Fault } from './faults';
export type { RateLimit } from './rateLimit';
export type { LoggedRequest } from './requestLog';

export interface SandboxOptions {
	/** A random free port when left out. */
	port?: number;
	/** Where the sandbox's time begins; the seed lies around it. The real time when left out. */
	now?: Date;
	/** In place of each vendor's own; `false` for none. */
	rateLimit?: RateLimit | RateLimits | false;
	/** Answers that break the contract become a 500 that says how. For the sandbox's own tests. */
	checkAnswers?: boolean;
	/** How webhooks are tried again. */
	webhooks?: OutboxOptions;
}

export interface Sandbox {
	/** `http://127.0.0.1:<port>`; each vendor lies below its own prefix. */
	url: string;
	vendors: {
		resourceGuru: ResourceGuru;
		blikk: Blikk;
		hubPlanner: HubPlanner;
		proWorkflow: ProWorkflow;
		tracker: Tracker;
	};
	/** Every request received since the start or the last reset, oldest first. */
	requests: LoggedRequest[];
	clock: Clock;
	/** The webhooks on their way; they can be doubled, held back and reordered. */
	webhooks: Pick<Outbox, 'sendTwice' | 'hold' | 'release' | 'idle'>;
	/** Spoils the next calls; several faults wait for their calls in the order given. */
	fail(fault: Fault): void;
	clearFaults(): void;
	/** Records and time back to the start, log empty, faults off; tokens stay. */
	reset(): void;
	/** Ends open connections and waiting answers too. */
	close(): Promise<void>;
}

/** Starts the vendors as one HTTP server on the loopback interface. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const clock = createClock(options.now);
	const closing = new AbortController();
	const faults = new Faults();
	const requests: LoggedRequest[] = [];
	const outbox = new Outbox(options.webhooks);
	const shell = {
		clock,
		closing: closing.signal,
		faults,
		requests,
		checkAnswers: options.checkAnswers ?? false,
	};

	const app = express().disable('x-powered-by').disable('etag');
	const server = createServer(app);
	await listen(server, options.port ?? 0);
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	const resets: Array<() => void> = [];
	function mount<Records extends Watched<Records>, Access extends object>(
		vendor: Vendor<Records>,
		access: Access,
	) {
		const limited =
			options.rateLimit === undefined ? {} : { rateLimit: options.rateLimit || undefined };
		// Its contract and its seed take time, and most who start a sandbox use one vendor.
		let made: VendorApp<Records> | undefined;
		const vendorApp = () => (made ??= createVendorApp({ ...vendor, ...limited }, shell));
		app.use(`/${vendor.name}`, (request, response, next) => {
			vendorApp().router(request, response, next);
		});
		resets.push(() => {
			vendor.signIn.reset?.();
			made?.reset();
		});
		return {
			...access,
			baseUrl: `${url}/${vendor.name}`,
			get records() {
				return vendorApp().records();
			},
		};
	}

	const resourceGuru = createResourceGuru({ clock, outbox });
	const blikk = createBlikk({ clock });
	const hubPlanner = createHubPlanner();
	const proWorkflow = createProWorkflow();
	const tracker = createTracker({ clock, outbox });
	return {
		url,
		vendors: {
			resourceGuru: mount(resourceGuru.vendor, resourceGuru.access),
			blikk: mount(blikk.vendor, blikk.access),
			hubPlanner: mount(hubPlanner.vendor, hubPlanner.access),
			proWorkflow: mount(proWorkflow.vendor, proWorkflow.access),
			tracker: Object.assign(mount(tracker.vendor, tracker.access), {
				oauthUrl: `${url}/${tracker.vendor.name}${OAUTH_PREFIX}`,
			}),
		},
		requests,
		clock,
		webhooks: outbox,
		fail: (fault) => {
			faults.add(fault);
		},
		clearFaults: () => {
			faults.clear();
		},
		reset: () => {
			clock.reset();
			faults.clear();
			requests.length = 0;
			outbox.reset();
			for (const reset of resets) reset();
		},
		close: () => {
			closing.abort();
			outbox.reset();
			return new Promise((resolve) => {
				server.close(() => {
					resolve();
				});
				server.closeAllConnections();
			});
		},
	};
}

function listen(server: Server, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
}
