import { spawn } from 'node:child_process';
import path from 'node:path';
import { startSandbox } from '../../sandbox';
import { seed } from '../../sandbox/vendors/resource-guru/seed';
import { capacityOn, takesTime } from '../../sandbox/vendors/resource-guru/schedule';
import { NOW } from './client';

const records = seed(NOW);
const tablesOf = (all: ReturnType<typeof seed>) =>
	Object.fromEntries(Object.entries(all).map(([name, table]) => [name, table.all()]));

test('the same moment gives the same records', () => {
	expect(tablesOf(seed(NOW))).toEqual(tablesOf(records));
	const later = seed(new Date('2026-03-11T08:00:00Z'));
	expect(later.bookings.get(100).start_date).not.toBe(records.bookings.get(100).start_date);
	expect(later.bookings.get(100).project_id).toBe(records.bookings.get(100).project_id);
});

test('it has the people and the work of a real account', () => {
	const active = records.resources.where(({ archived }) => !archived);
	expect(active.filter(({ resource_type_id }) => resource_type_id === 1)).toHaveLength(30);
	expect(active).toHaveLength(37);
	expect(records.clients.count).toBe(12);
	expect(records.projects.count).toBe(40);
	expect(records.users.count).toBe(8);
	expect(records.bookings.count).toBeGreaterThanOrEqual(2000);
	expect(records.bookings.count).toBeLessThan(2020);
	expect(new Set(records.resources.all().map(({ name }) => name)).size).toBe(
		records.resources.count,
	);
});

test('nobody is booked beyond their hours, or on leave', () => {
	const booked = new Map<string, number>();
	for (const booking of records.bookings.where(takesTime)) {
		for (const { date, duration, waiting } of booking.durations) {
			const key = `${booking.resource_id} ${date}`;
			if (!waiting) booked.set(key, (booked.get(key) ?? 0) + duration);
		}
	}
	const over = [...booked].filter(([key, sum]) => {
		const [id, date] = key.split(' ');
		return sum > capacityOn(records, records.resources.get(Number(id)), date!);
	});
	expect(over).toEqual([]);
});

test('every reference leads to a record', () => {
	const missing = records.bookings.where(
		(booking) =>
			!records.resources.find(booking.resource_id) ||
			!records.users.find(booking.booker_id) ||
			(booking.project_id !== null &&
				records.projects.get(booking.project_id).client_id !== booking.client_id),
	);
	expect(missing).toEqual([]);
});

test('reset brings the seed back', async () => {
	const sandbox = await startSandbox({ now: NOW });
	const { resourceGuru } = sandbox.vendors;
	resourceGuru.records.clients.update(1, { name: 'Changed' });
	sandbox.reset();
	expect(resourceGuru.records.clients.get(1).name).toBe('Alder & Finch');
	await sandbox.close();
});

const root = path.join(__dirname, '../..');

test('npm run sandbox tells how to sign in, answers, and stops on Ctrl-C', async () => {
	const cli = spawn(process.execPath, ['--import', 'tsx', 'sandbox/cli.ts', '--port', '0'], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	try {
		const text = await new Promise<string>((resolve) => {
			let output = '';
			cli.stdout.on('data', (part: Buffer) => {
				output += part.toString();
				if (output.includes('Ctrl-C')) resolve(output);
			});
		});
		const valueOf = (label: string) => new RegExp(`${label}\\s+(\\S+)`).exec(text)?.[1];
		const [, bearer] = /Bearer (\S+)"/.exec(text) ?? [];
		const account = valueOf('Account URL ID');
		const reply = await fetch(`${valueOf('Base URL')}/v1/${account}/clients`, {
			headers: { Authorization: `Bearer ${bearer}` },
		});
		expect(reply.status).toBe(200);
		expect(await reply.json()).toHaveLength(11);
	} finally {
		cli.kill('SIGINT');
	}
	expect(await new Promise((resolve) => cli.once('exit', resolve))).toBe(0);
});
