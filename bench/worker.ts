/** The other side of inProcess: does one job, tells what it brought, and ends. */
import path from 'node:path';
import type { Job } from './measure';

process.once('message', (job: Job) => {
	void (async () => {
		const module = (await import(path.join(__dirname, 'figures', job.file))) as Record<
			string,
			(...values: unknown[]) => Promise<unknown>
		>;
		const result = await module[job.work]?.(...job.values);
		process.send?.({ result, peak: process.resourceUsage().maxRSS * 1024 });
	})();
});
