import type { Clock } from './clock';

export interface RateLimit {
	/** Requests allowed in each window. */
	requests: number;
	/** Length of a window. */
	seconds: number;
}

/** Limits of which all hold at once. */
export type RateLimits = [RateLimit, ...RateLimit[]];

/** Where a caller stands after one more request. */
export interface Standing {
	limit: number;
	/** Length of the window. */
	seconds: number;
	remaining: number;
	exceeded: boolean;
	/** Whole seconds until the next window. */
	resetSeconds: number;
}

/** Counts requests per caller in fixed windows; the first request of a caller opens its window. */
export class RateLimiter {
	private readonly windows = new Map<string, { opened: number; used: number }>();

	constructor(
		private readonly rates: RateLimits,
		private readonly clock: Clock,
	) {}

	/** Counts one request, also one beyond the limit; where several rates hold, the tightest tells. */
	take(caller: string): Standing {
		const [first, ...others] = this.rates;
		return others
			.map((rate) => this.count(caller, rate))
			.reduce(tighter, this.count(caller, first));
	}

	private count(caller: string, { requests, seconds }: RateLimit): Standing {
		const now = this.clock.now().getTime();
		const length = seconds * 1000;
		const key = `${seconds} ${caller}`;
		let window = this.windows.get(key);
		if (!window || now >= window.opened + length) {
			window = { opened: now, used: 0 };
			this.windows.set(key, window);
		}
		window.used += 1;
		return {
			limit: requests,
			seconds,
			remaining: Math.max(0, requests - window.used),
			exceeded: window.used > requests,
			resetSeconds: Math.ceil((window.opened + length - now) / 1000),
		};
	}

	reset(): void {
		this.windows.clear();
	}
}

/** The one that makes a caller wait, or will do so first. */
function tighter(one: Standing, other: Standing): Standing {
	if (one.exceeded !== other.exceeded) return one.exceeded ? one : other;
	if (one.exceeded) return one.resetSeconds >= other.resetSeconds ? one : other;
	return one.remaining <= other.remaining ? one : other;
}
