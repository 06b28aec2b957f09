import type { Clock } from './clock';

export interface RateLimit {
	/** Requests allowed in each window. */
	requests: number;
	/** Length of a window. */
	seconds: number;
}

/** Where a caller stands after one more request. */
export interface Standing {
	limit: number;
	remaining: number;
	exceeded: boolean;
	/** Whole seconds until the next window. */
	resetSeconds: number;
}

/** Counts requests per caller in fixed windows; the first request of a caller opens its window. */
export class RateLimiter {
	private readonly windows = new Map<string, { opened: number; used: number }>();

	constructor(
		private readonly rate: RateLimit,
		private readonly clock: Clock,
	) {}

	take(caller: string): Standing {
		const now = this.clock.now().getTime();
		const length = this.rate.seconds * 1000;
		let window = this.windows.get(caller);
		if (!window || now >= window.opened + length) {
			window = { opened: now, used: 0 };
			this.windows.set(caller, window);
		}
		window.used += 1;
		return {
			limit: this.rate.requests,
			remaining: Math.max(0, this.rate.requests - window.used),
			exceeded: window.used > this.rate.requests,
			resetSeconds: Math.ceil((window.opened + length - now) / 1000),
		};
	}

	reset(): void {
		this.windows.clear();
	}
}
