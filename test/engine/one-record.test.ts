import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { type Fixture, startFixture } from './support/fixture';
import vendors from './support/library';
import { type Server, startServer } from './support/server';

/**
 * An operation that is added needs one record, and no other line: see `list` and `action` in
 * support/library.ts. All that is tested here follows from them.
 */

let fixture: Fixture;
let server: Server;

const books = Array.from({ length: 23 }, (_, index) => ({
	id: index + 1,
	title: `Volume ${String(index + 1).padStart(2, '0')}`,
	author: { id: 7, name: 'Ada Thornton' },
	pages: 100,
}));

beforeAll(async () => {
	[fixture, server] = await Promise.all([
		startFixture(require.resolve('./support/library'), vendors),
		startServer(),
	]);
});
afterAll(async () => {
	await Promise.all([fixture.close(), server.close()]);
});
beforeEach(() => {
	server.received.length = 0;
	server.answer = ({ url }) => {
		const [offset, limit] = ['offset', 'limit'].map((name) => Number(url.searchParams.get(name)));
		return { body: books.slice(offset, offset! + limit!) };
	};
});

const typeOf = (name: string) =>
	fixture.host.packages.getByNameAndVersion(`n8n-nodes-fixture.${name}`);
const propertiesOf = (name: string) => typeOf(name).description.properties;
const operationsOf = (name: string) =>
	propertiesOf(name).find((property) => property.name === 'operation')
		?.options as INodePropertyOptions[];

/** What is shown in the operation `key`, in its order. */
const shownIn = (name: string, key: string) =>
	propertiesOf(name).filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(key));
const namesOf = (properties: INodeProperties[] = []) => properties.map((property) => property.name);

describe('a list that is added', () => {
	const node = 'libraryWithList';
	const many = { resource: 'book', operation: 'getMany' };

	it('is offered, and so are its fields', () => {
		expect(operationsOf('library')).toHaveLength(1);
		expect(operationsOf(node)).toEqual([
			...operationsOf('library'),
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many books',
				description: expect.stringMatching(/^Get many books/),
			},
		]);
		const shown = shownIn(node, 'getMany');
		expect(namesOf(shown)).toEqual(['returnAll', 'limit', 'simple', 'filters']);
		expect(shown.at(-1)).toMatchObject({
			displayName: 'Filters',
			options: [
				{ displayName: 'Printed After', name: 'printedAfter', type: 'dateTime' },
				{ displayName: 'Language', name: 'language', type: 'string' },
			],
		});
	});

	it('is read page by page, with the filters and up to the limit', async () => {
		const filters = { printedAfter: '2026-11-23T00:00:00', language: 'español' };
		const { json } = await fixture.run(fixture.signIn(node, server.url), {
			...many,
			limit: 12,
			simple: false,
			filters,
		});
		expect(json).toEqual(books.slice(0, 12));
		const query = 'printed_after=2026-11-23&language=espa%C3%B1ol';
		expect(server.received.map(({ url }) => `${url.pathname}${url.search}`)).toEqual([
			`/books?${query}&limit=10&offset=0`,
			`/books?${query}&limit=2&offset=10`,
		]);
	});

	it('is read to its end with Return All, and simplified', async () => {
		const app = fixture.signIn(node, server.url);
		const { json } = await fixture.run(app, { ...many, returnAll: true });
		expect(json).toEqual(books.map(({ id, title }) => ({ id, title, author: 'Ada Thornton' })));
		expect(server.received).toHaveLength(3);
	});

	it('fills the picker of the operation that was there before', async () => {
		const [picker] = shownIn(node, 'get');
		expect(picker).toMatchObject({ displayName: 'Book', name: 'bookId', type: 'resourceLocator' });
		const method = picker?.modes?.[0]?.typeOptions?.searchListMethod ?? '';
		expect(typeOf('library').methods?.listSearch).not.toHaveProperty(method);
		const found = await fixture.editor(fixture.signIn(node, server.url)).search(method, '2 vol');
		expect(found.map(({ value }) => value)).toEqual([2, 12, 20, 21, 22, 23]);
	});

	it('refuses bad values, and tells what the vendor complains about, by the label', async () => {
		const run = async (printedAfter: string) =>
			await fixture.run(fixture.signIn(node, server.url), { ...many, filters: { printedAfter } });
		expect((await run('soon')).error?.message).toBe(
			`'Printed After' needs a date such as 2026-11-23, but got the text "soon"`,
		);
		expect(server.received).toEqual([]);
		server.answer = () => ({
			status: 422,
			body: { errors: [{ field: 'printed_after', message: 'is in the future' }] },
		});
		expect((await run('2036-11-23')).error?.message).toBe(
			"Library refused 'Get many books': 'Printed After' is in the future",
		);
	});
});

describe('an action that is added', () => {
	const node = 'libraryWithAction';
	const lend = { resource: 'book', operation: 'lend', bookId: 7, until: '2026-11-23' };

	it('is offered, and so are its fields', () => {
		expect(operationsOf(node)).toEqual([
			...operationsOf('library'),
			{ name: 'Lend', value: 'lend', action: 'Lend book', description: 'Lend a book' },
		]);
		const shown = shownIn(node, 'lend');
		expect(namesOf(shown)).toEqual(['bookId', 'until', 'simple', 'additionalFields']);
		// The picker that Get has already is the one of Lend, too.
		expect(shown[0]?.displayOptions?.show?.operation).toEqual(['get', 'lend']);
		expect(shown[1]).toMatchObject({ displayName: 'Until', type: 'dateTime', required: true });
		expect(namesOf(shown[3]?.options as INodeProperties[])).toEqual(['note']);
	});

	it('is sent, and its answer simplified', async () => {
		server.answer = () => ({ body: { ...books[6], until: '2026-11-23' } });
		const { items } = await fixture.run(
			fixture.signIn(node, server.url),
			{ ...lend, bookId: '={{ $json.id }}', additionalFields: { note: 'For {{ $json.id }}' } },
			{ input: [{ id: 7 }, { id: '8' }] },
		);
		expect(items).toEqual(
			[0, 1].map((item) => ({
				json: { id: 7, title: 'Volume 07', author: 'Ada Thornton' },
				pairedItem: { item },
			})),
		);
		const sent = server.received.map(({ method, url, body }) => [method, url.pathname, body]);
		expect(sent.toSorted()).toEqual([
			['POST', '/books/7/loans', { until: '2026-11-23', note: 'For {{ $json.id }}' }],
			['POST', '/books/8/loans', { until: '2026-11-23', note: 'For {{ $json.id }}' }],
		]);
	});

	it('names the record that is missing, and the field that is empty', async () => {
		server.answer = () => ({ status: 404 });
		const app = fixture.signIn(node, server.url);
		expect((await fixture.run(app, lend)).error).toMatchObject({
			message: 'Library has no book with the ID 7',
			description: "It may have been deleted, or belong to another account. Check 'Book'.",
		});
		expect((await fixture.run(app, { ...lend, until: '={{ "" }}' })).error?.message).toBe(
			"'Until' is required, but is empty",
		);
	});
});
