/**
 * What each example must have done to the sandbox, worked out from its records and not through n8n.
 * The demo prints it; the tests fail on it.
 */
import assert from 'node:assert/strict';
import type { RunResult } from '../host';
import type { Sandbox } from '../sandbox';
import { fromPlacementToPlan } from './fromPlacementToPlan';
import { fromPlanToTasks } from './fromPlanToTasks';
import { overdueInvoices } from './overdueInvoices';
import { weekFrom } from './weeks';

/**
 * Called before a run, to look at the records and to set the scene. The function that it returns is called after the run and gives one sentence about
 * what came true; it throws an AssertionError when something did not.
 */
export type Expectation = (sandbox: Sandbox) => (result: RunResult) => string;

/** By the name of the example's file. */
export const expectations: Record<string, Expectation> = {
	'01-fill-next-week.json': ({ vendors: { resourceGuru } }) => {
		const { people, bookedMinutes, bookings } = reader(resourceGuru.records);
		const week = weekFrom(1);
		const short = people().filter(({ id }) => bookedMinutes(week, { resource_id: id }) < 20 * 60);
		const known = new Set(bookings().map(({ id }) => id));
		const before = new Map(short.map(({ id }) => [id, bookedMinutes(week, { resource_id: id })]));

		return (result) => {
			const made = bookings().filter(({ id }) => !known.has(id));
			const ids = (list: Array<{ resource_id: number }>) =>
				list.map(({ resource_id }) => resource_id).sort((a, b) => a - b);
			assert.deepEqual(ids(made), ids(short.map(({ id }) => ({ resource_id: id }))));
			for (const booking of made) {
				const missing = 20 * 60 - (before.get(booking.resource_id) ?? 0);
				assert.equal(booking.duration, Math.ceil(missing / 5));
				assert.deepEqual([booking.start_date, booking.end_date], [week[0], week[4]]);
				assert.equal(
					resourceGuru.records.projects.get(booking.project_id ?? 0).name,
					'Alder & Finch Website Relaunch',
				);
			}
			const rows = result.items.Result?.[0]?.map(({ json }) => json) ?? [];
			assert.deepEqual(
				rows.map(({ person, bookingId }) => [person, bookingId]),
				made.map(({ id, resource_id }) => [
					resourceGuru.records.resources.get(resource_id).name,
					id,
				]),
			);
			return `${made.length} bookings made, one for each person with less than 20 hours next week`;
		};
	},

	'02-weekly-client-overview.json': ({ vendors: { resourceGuru } }) => {
		const { bookedMinutes, bookings } = reader(resourceGuru.records);
		const count = bookings().length;
		const week = weekFrom(0);
		const hoursByClient = resourceGuru.records.clients
			.all()
			.map(({ id, name }) => [name, bookedMinutes(week, { client_id: id }) / 60] as const)
			.filter(([, hours]) => hours > 0)
			.sort(([one], [other]) => one.localeCompare(other));

		return (result) => {
			const rows = result.items['Busiest Client First']?.[0]?.map(({ json }) => json) ?? [];
			const hours = rows.map((row) => Number(row.hours));
			assert.deepEqual(
				hours,
				[...hours].sort((a, b) => b - a),
			);
			const found = rows
				.map(({ client, hours }) => [client as string, hours] as const)
				.sort(([one], [other]) => one.localeCompare(other));
			assert.deepEqual(found, hoursByClient);
			assert.equal(bookings().length, count, 'an overview must not change anything');
			return `${found.length} clients with ${hours.reduce((a, b) => a + b, 0)} hours this week`;
		};
	},

	'03-from-plan-to-tasks.json': fromPlanToTasks,

	'04-from-placement-to-plan.json': fromPlacementToPlan,

	'05-overdue-invoices.json': overdueInvoices,
};

type Records = Sandbox['vendors']['resourceGuru']['records'];

function reader(records: Records) {
	const bookings = () => records.bookings.all();
	return {
		bookings,
		people: () =>
			records.resources.where(
				({ bookable, archived, deleted, resource_type_id }) =>
					bookable && !archived && !deleted && records.resourceTypes.get(resource_type_id).human,
			),
		/** Firm minutes, not waiting, on these days. */
		bookedMinutes: (days: string[], whose: { resource_id?: number; client_id?: number }) =>
			bookings()
				.filter(
					(booking) =>
						!booking.tentative &&
						(whose.resource_id === undefined || booking.resource_id === whose.resource_id) &&
						(whose.client_id === undefined || booking.client_id === whose.client_id),
				)
				.flatMap(({ durations }) => durations)
				.filter(({ date, waiting }) => days.includes(date) && !waiting)
				.reduce((sum, { duration }) => sum + duration, 0),
	};
}
