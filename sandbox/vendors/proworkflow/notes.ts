import { dayOf } from '../../dates';
import { notFound } from '../../refusal';
import type { Table } from '../../table';
import type { Behaviour } from '../../vendor';
import { byDate, common, type Filters, ids, search } from './filters';
import type { Kind } from './kind';
import { listOf, own } from './list';
import { type Note, type Records, type RecordNote, type Audience } from './records';
import { audience, type Behaviours, namedOf, personOf, prefixed, type ProCall } from './shared';
import { creation, crudOf, idList, recordOf } from './write';

/** `me`, `all` or ids, where everybody is a value of its own. */
export const audienceFrom = (value: unknown, { identity }: ProCall): { contacts: Audience } => ({
	contacts: value === 'all' ? 'all' : value === 'me' ? [identity.userId] : idList(value),
});

/** Who may see a record; what is for everybody is everybody's. */
export const byAudience = <T extends { contacts: Audience }>(): Filters<T> => ({
	contacts: (value, call) => {
		const passes = ids<T>('contacts', ({ contacts }) =>
			contacts === 'all' ? [] : contacts,
		).contacts?.(value, call);
		return (record) => record.contacts === 'all' || (passes?.(record) ?? false);
	},
});

const notes: Kind<Note> = {
	key: 'notes',
	one: 'note',
	id: 'noteid',
	table: ({ notes: table }) => table,
	fields: {
		...own<Note>('content', 'date', 'lastmodified', 'title'),
		category: ({ categoryid }, { records }) =>
			namedOf('category', records.noteCategories, categoryid),
		contacts: ({ contacts }, call) => ({ contacts: audience(call, contacts) }),
	},
	filters: {
		...common(),
		...byDate(),
		...byAudience(),
		...ids('categoryid', ({ categoryid }) => categoryid),
		...ids('divisionid', divisionsOf),
		...search('search', ({ title }) => [title]),
	},
	convert: { contacts: audienceFrom },
	references: { categoryid: ['noteCategories'] },
	blank: ({ now }) => ({
		title: '',
		content: '',
		categoryid: 0,
		contacts: 'all',
		date: dayOf(now),
	}),
};

/** The divisions of somebody's company, or of everybody's. */
export function divisionsOf({ contacts }: { contacts: Audience }, { records }: ProCall): number[] {
	const concerned =
		contacts === 'all' ? records.contacts.all() : contacts.map((id) => records.contacts.find(id));
	return concerned.flatMap(
		(contact) => records.companies.find(contact?.companyid)?.divisionid ?? [],
	);
}

/** The notes of companies, or of contacts. */
function notesOf(
	resource: string,
	of: 'companies' | 'contacts',
	idOf: string,
	table: (records: Records) => Table<RecordNote>,
): Behaviours {
	const kind: Kind<RecordNote> = {
		key: 'notes',
		one: 'note',
		id: 'noteid',
		table,
		fields: {
			...own<RecordNote>('content', 'date'),
			author: ({ authorid }, call) => personOf('author', call, authorid),
		},
		filters: { ...byDate(), ...search('search', ({ content }) => [content]) },
		blank: ({ identity, now }) => ({
			ofid: 0,
			content: '',
			authorid: identity.userId,
			date: dayOf(now),
		}),
	};
	const owner = ({ records, path }: ProCall) => records[of].get(Number(path[idOf])).id;
	const theirs =
		(behaviour: Behaviour<Records>): Behaviour<Records> =>
		(call) => {
			const note = recordOf(kind, call);
			if (note.ofid !== owner(call)) throw notFound(`Note ${note.id}`);
			return behaviour(call);
		};
	const crud = crudOf(kind);
	return prefixed(resource, {
		getMany: listOf(kind, (call) => {
			const id = owner(call);
			return ({ ofid }) => ofid === id;
		}),
		create: creation(kind, (call) => ({ ofid: owner(call) })),
		get: theirs(crud.get),
		delete: theirs(crud.delete),
	});
}

export const noteBehaviours: Behaviours = {
	...prefixed('note', crudOf(notes)),
	...notesOf('companyNote', 'companies', 'companyid', ({ companyNotes }) => companyNotes),
	...notesOf('contactNote', 'contacts', 'contactid', ({ contactNotes }) => contactNotes),
};
