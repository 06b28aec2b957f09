import { text } from '../../engine';
import { adminList, resource, TRACED } from '../api';

const name = ({ name: title, articleNumber }: Record<string, unknown>) =>
	[title, articleNumber && `(${String(articleNumber as string)})`].filter(Boolean).join(' ');

/** Articles that time reports use as materials (docs.txt L2543-2621). */
export const article = resource(
	'Article',
	adminList(
		'Articles',
		{ ...TRACED, articleNumber: 'Article Number' },
		{
			query: {
				'filter.query': text({
					label: 'Search',
					description: 'Text in the name or article number',
				}),
			},
			picker: { name, search: 'filter.query' },
		},
	),
	{
		simplify: [
			'id',
			'articleNumber',
			'name',
			'description',
			'price',
			'cost',
			'unit.name',
			'isActive',
			'created',
			'updated',
		],
	},
);
