/** A made-up vendor with one resource, and the same with one operation more. */
import type { OperationRecord } from '../../../nodes/engine';
import { type Engine, plainApi, type VendorModule } from './fixture';

type Operations = Record<string, OperationRecord>;

const known = ({ record }: typeof Engine) =>
	({
		get: { request: 'GET /books/{id}', path: { id: record('book') } },
	}) satisfies Operations;

/** A list, added: this record is all there is to write. */
const list = ({ date, text }: typeof Engine) =>
	({
		getMany: {
			request: 'GET /books',
			query: { printed_after: date(), language: text() },
			answer: 'pages',
			picker: { name: 'title' },
		},
	}) satisfies Operations;

/** An action, added: this record is all there is to write. */
const action = ({ date, record, text }: typeof Engine) =>
	({
		lend: {
			request: 'POST /books/{id}/loans',
			path: { id: record('book') },
			body: { until: date({ required: true }), note: text() },
		},
	}) satisfies Operations;

/** What does not change with the operation. */
const options = { simplify: ['id', 'title', 'author.name'] };

const api = (engine: typeof Engine) => ({
	...plainApi,
	name: 'Library',
	paging: engine.offsetPaging(10, 5),
});

const vendors = {
	library: (engine) => ({
		...api(engine),
		resources: { book: engine.resourcesWith()('Book', known(engine), options) },
	}),
	libraryWithList: (engine) => ({
		...api(engine),
		resources: {
			book: engine.resourcesWith()('Book', { ...known(engine), ...list(engine) }, options),
		},
	}),
	libraryWithAction: (engine) => ({
		...api(engine),
		resources: {
			book: engine.resourcesWith()('Book', { ...known(engine), ...action(engine) }, options),
		},
	}),
} satisfies VendorModule;

export default vendors;
