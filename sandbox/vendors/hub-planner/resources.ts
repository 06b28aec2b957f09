import { Refusal } from '../../refusal';
import type { Behaviour, Call } from '../../vendor';
import { type Records, type Resource, WEEKDAYS } from './records';

type HubCall = Call<Records>;

/** What a caller may write of a resource; anything may be left out. */
type Given = Partial<Omit<Resource, 'id'>> & { _id?: string };

/** The searchable properties, docs.txt L115-125. */
type Searchable = '_id' | 'metadata' | 'firstName' | 'lastName' | 'status' | 'role' | 'email';
type Criterion = string | { $in?: string[]; $nin?: string | string[] };

/** The fields of a resource that a create or an update leaves out. */
export const blank = (id: string) => ({
	email: '',
	metadata: '',
	note: '',
	firstName: '',
	lastName: '',
	status: 'STATUS_ACTIVE',
	role: 'ROLE_TEAM',
	links: { link1: '', link2: '', link3: '', link4: '', link5: '' },
	billing: { useDefault: true, rate: 0 },
	useCustomAvailability: false,
	customAvailabilities: {
		_id: `547845a7406ca462${id.slice(16)}`,
		weekDays: Object.fromEntries(
			WEEKDAYS.map((day, index) => [
				day,
				index < 5 ? { minutes: 480, workDay: true } : { minutes: 0, workDay: false },
			]),
		) as Resource['customAvailabilities']['weekDays'],
	},
	customFields: [],
});

const show = ({ id, ...fields }: Resource) => ({ _id: id, ...fields });

const idOf = (call: HubCall): string => String(call.path.resourceId);

/** The writable fields: what is given, and the defaults for all the rest, inside objects too. */
function written({ body }: HubCall, id: string) {
	const given: Given = body;
	const defaults = blank(id);
	// Hub Planner gives these; docs.txt L53 calls the custom fields read only.
	const { _id, createdDate, updatedDate, customFields, ...own } = given;
	const { customFields: none, ...rest } = defaults;
	return {
		...rest,
		...own,
		links: { ...defaults.links, ...own.links },
		billing: { ...defaults.billing, ...own.billing },
		customAvailabilities: {
			_id: defaults.customAvailabilities._id,
			weekDays: {
				...defaults.customAvailabilities.weekDays,
				...own.customAvailabilities?.weekDays,
			},
		},
	};
}

function refuseTakenEmail({ records, body }: HubCall, except?: string): void {
	const taken = records.resources.where(
		({ id, email }) => email !== '' && email === body.email && id !== except,
	);
	if (taken.length > 0) {
		const message = `A resource with the email ${String(body.email)} exists`;
		throw new Refusal(400, [{ field: 'email', message }]);
	}
}

function meets(value: string, criterion: Criterion): boolean {
	if (typeof criterion === 'string') return value === criterion;
	const { $in, $nin = [] } = criterion;
	return ($in?.includes(value) ?? true) && ![$nin].flat().includes(value);
}

/** README: `sort=field` or `sort=-field`, several one after another; nulls come first. */
function sorted(resources: Resource[], sort: string[]): Resource[] {
	const keys = sort.map((key) => ({
		field: key.replace('-', '') as 'createdDate',
		sign: key.startsWith('-') ? -1 : 1,
	}));
	const text = (resource: Resource, field: 'createdDate') => resource[field] as string | null;
	return resources.toSorted((one, other) => {
		for (const { field, sign } of keys) {
			const [left, right] = [text(one, field) ?? '', text(other, field) ?? ''];
			if (left !== right) return left < right ? -sign : sign;
		}
		return 0;
	});
}

export const resourceBehaviours: Record<string, Behaviour<Records>> = {
	'resource.getMany': (call) => {
		const { sort = [] } = call.query as { sort?: string[] };
		return call.page(sorted(call.records.resources.all(), sort)).map(show);
	},

	'resource.search': (call) => {
		const criteria = Object.entries(call.body) as Array<[Searchable, Criterion]>;
		const found = call.records.resources
			.all()
			.map(show)
			.filter((resource) =>
				criteria.every(([property, criterion]) => meets(resource[property], criterion)),
			);
		return call.page(found);
	},

	'resource.get': (call) => show(call.records.resources.get(idOf(call))),

	'resource.create': (call) => {
		refuseTakenEmail(call);
		const { resources } = call.records;
		const now = call.now.toISOString();
		return show(
			resources.insert({
				...written(call, resources.nextId()),
				createdDate: now,
				updatedDate: now,
				customFields: [],
			}),
		);
	},

	'resource.update': (call) => {
		const current = call.records.resources.get(idOf(call));
		if (call.body._id !== undefined && call.body._id !== current.id) {
			throw new Refusal(400, [{ field: '_id', message: 'The _id is not the one of the path' }]);
		}
		refuseTakenEmail(call, current.id);
		call.records.resources.update(current.id, {
			...written(call, current.id),
			updatedDate: call.now.toISOString(),
		});
		return undefined;
	},

	'resource.delete': (call) => {
		call.records.resources.remove(idOf(call));
		return undefined;
	},
};
