/** A made-up vendor with what Resource Guru has no place for. */
import { plainApi, type VendorModule } from './fixture';

const shop: VendorModule[string] = (engine) => {
	const { date, integer, json, list, offsetPaging, record, records, resourcesWith, text, z } =
		engine;
	const resource = resourcesWith();
	return {
		...plainApi,
		name: 'Shop',
		paging: offsetPaging(10, 5),
		resources: {
			article: resource(
				'Article',
				{
					create: {
						request: 'POST /articles',
						body: {
							name: text({ required: true }),
							'price.amount': integer({ label: 'Amount' }),
							'price.currency': text({ label: 'Currency' }),
							from: date(),
							until: date({ notBefore: 'from' }),
							tags: records('tag'),
							sizes: list('Size', { width: integer({ required: true }) }),
							extra: json(z.record(z.number())),
						},
					},
					createAtOnce: {
						request: 'POST /articles/many',
						body: { name: text({ required: true }), photo: text() },
						bulk: { size: 2, alone: ['photo'] },
						simplify: false,
					},
					delete: {
						request: 'DELETE /articles/{id}',
						path: { id: record('article') },
						body: { reason: text() },
					},
					get: { request: 'GET /articles/{sku}', path: { sku: text() } },
					getMany: {
						request: 'GET /articles',
						answer: 'pages',
						query: { tag_ids: records('tag'), 'words[]': text() },
					},
					getPrice: { request: 'GET /articles/{sku}/price', path: { sku: text() }, answer: 'text' },
					search: { request: 'POST /articles/search', answer: 'list', readsOnly: true, body: {} },
					update: {
						request: 'PUT /articles/{id}',
						path: { id: record('article') },
						body: {
							name: text(),
							note: text({ nullable: true }),
							amount: integer(),
							tags: records('tag'),
						},
					},
				},
				{ simplify: ['name', 'price.amount', 'id', 'missing'] },
			),
			tag: resource('Tag', {
				getMany: { request: 'GET /tags', answer: 'list', picker: { name: 'name' } },
			}),
		},
	};
};

const vendors = {
	shop,
	/** The same, but it allows only 3 requests in a second, counted over all keys. */
	slowShop: (engine) => ({
		...shop(engine),
		name: 'Slow Shop',
		budgets: [{ requests: 3, seconds: 1 }],
		budgetKey: ({ apiKey }) => String(apiKey),
	}),
} satisfies VendorModule;

export default vendors;
