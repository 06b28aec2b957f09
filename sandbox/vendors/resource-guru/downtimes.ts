import { addDays } from '../../dates';
import { Refusal } from '../../refusal';
import { type Misfit, misfitsOf, resolveMisfits, showMisfit } from './misfits';
import type { Downtime, Records } from './records';
import {
	type Behaviours,
	ACCOUNT_ID,
	changedBy,
	Checks,
	type GuruCall,
	idOf,
	madeBy,
} from './shared';

type DowntimeInput = Partial<Downtime> & {
	delete_invalid_bookings?: boolean;
	block_by_clashes?: boolean;
	allow_waiting?: boolean;
	clash_resolution?: 'add_to_waiting_list' | 'delete';
};

const END_OF_DAY = 1440;

/** docs.txt L2277-2296. */
const show = (downtime: Downtime) => ({
	...downtime,
	account_id: ACCOUNT_ID,
	leave: null,
	state: 'approved',
	deleted: false,
});

/** The event as it shall be, checked. */
function read(call: GuruCall, current: Downtime | undefined): Omit<Downtime, 'id'> {
	const { records } = call;
	const {
		delete_invalid_bookings: _delete,
		block_by_clashes: _block,
		allow_waiting: _waiting,
		clash_resolution: _resolution,
		...input
	} = call.body as DowntimeInput;
	const downtime = {
		resource_ids: [],
		from: '',
		to: '',
		start_time: 0,
		end_time: END_OF_DAY,
		timezone: null,
		downtime_type_id: null,
		details: null,
		booker_id: call.identity.userId,
		...(current ?? madeBy(call)),
		...input,
		...changedBy(call),
	};
	const { from, to, start_time, end_time, resource_ids, downtime_type_id, booker_id } = downtime;
	const checks = new Checks();
	checks.that(from <= to, 'to', 'must not be before from');
	checks.that(from !== to || start_time < end_time, 'end_time', 'must be after start_time');
	for (const id of resource_ids) checks.exists(records.resources.find(id), id, 'resource_ids');
	checks.exists(records.downtimeTypes.find(downtime_type_id), downtime_type_id, 'downtime_type_id');
	checks.users(records, [booker_id], 'booker_id');
	checks.done();
	return downtime;
}

/** The booked days that would not fit if the downtime were there. */
function misfitsWith(records: Records, downtime: Omit<Downtime, 'id'>, id?: number): Misfit[] {
	const downtimes = records.downtimes.copy();
	if (id !== undefined) downtimes.remove(id);
	downtimes.insert(downtime);
	const { from, to, resource_ids } = downtime;
	return resource_ids.flatMap((resourceId) =>
		misfitsOf(
			{ ...records, downtimes },
			records.resources.get(resourceId),
			(date) => from <= date && date <= to,
		),
	);
}

/** Bookings in the way wait, unless the request wants them deleted or left alone (docs.txt L2200-2213). */
function clear(call: GuruCall, downtime: Omit<Downtime, 'id'>, id?: number): () => void {
	const input = call.body as DowntimeInput;
	const misfits = misfitsWith(call.records, downtime, id);
	const refuses =
		input.block_by_clashes === true ||
		(input.allow_waiting === false && !input.clash_resolution && !input.delete_invalid_bookings);
	if (refuses && misfits.length > 0) {
		throw new Refusal(
			400,
			misfits.map(({ booking, date }) => ({
				field: 'clash',
				message: `Booking ${booking.id} is in the way on ${date}`,
			})),
		);
	}
	const how =
		input.clash_resolution === 'delete' || input.delete_invalid_bookings ? 'delete' : 'wait';
	return () => {
		resolveMisfits(call, misfits, how);
	};
}

function create(call: GuruCall) {
	const downtime = read(call, undefined);
	const settle = clear(call, downtime);
	const made = call.records.downtimes.insert(downtime);
	settle();
	return show(made);
}

function update(call: GuruCall) {
	const { downtimes } = call.records;
	const current = downtimes.get(idOf(call));
	const downtime = read(call, current);
	const settle = clear(call, downtime, current.id);
	downtimes.update(current.id, downtime);
	settle();
	return show(current);
}

/** Not for leave: docs.txt L2361. */
function split(call: GuruCall) {
	const { records, body } = call;
	const downtime = records.downtimes.get(idOf(call));
	const type = records.downtimeTypes.find(downtime.downtime_type_id);
	const date = String(body.date);
	const checks = new Checks();
	checks.that(type?.name !== 'Vacation', 'downtime_type_id', 'is leave, which cannot be split');
	checks.that(
		downtime.from < date && date <= downtime.to,
		'date',
		'must be after the first day and not after the last',
	);
	checks.done();
	const { id, ...second } = structuredClone(downtime);
	records.downtimes.update(id, {
		to: addDays(date, -1),
		end_time: END_OF_DAY,
		...changedBy(call),
	});
	const added = records.downtimes.insert({ ...second, ...madeBy(call), from: date, start_time: 0 });
	return [show(downtime), show(added)];
}

function getMany({ records, query, page }: GuruCall) {
	const asked = query as Record<string, string | undefined> & { resource_ids?: string[] };
	const shown = ({ resource_ids }: Downtime, hidden: 'archived' | 'deleted') =>
		asked[`include_${hidden}_resources`] !== '0' ||
		resource_ids.some((id) => !records.resources.get(id)[hidden]);
	const found = records.downtimes.where(
		(downtime) =>
			(asked.resource_ids?.some((id) => downtime.resource_ids.includes(Number(id))) ?? true) &&
			(asked.booker_id === undefined || downtime.booker_id === Number(asked.booker_id)) &&
			(asked.from === undefined || asked.from <= downtime.from) &&
			(asked.to === undefined || downtime.to <= asked.to) &&
			shown(downtime, 'archived') &&
			shown(downtime, 'deleted'),
	);
	return page(found).map(show);
}

export const downtimeBehaviours: Behaviours = {
	'downtime.getMany': getMany,
	'downtime.create': create,
	'downtime.getClashes': (call) => misfitsWith(call.records, read(call, undefined)).map(showMisfit),
	'downtime.get': (call) => show(call.records.downtimes.get(idOf(call))),
	'downtime.update': update,
	'downtime.delete': (call) => {
		call.records.downtimes.remove(idOf(call));
	},
	'downtime.split': split,
	'downtimeType.getMany': ({ records }) =>
		records.downtimeTypes.all().map((type) => ({ account_id: ACCOUNT_ID, ...type })),
};
