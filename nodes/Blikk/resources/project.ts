import { text } from '../../engine';
import { resource, sorting } from '../api';

const name = ({ title, orderNumber }: Record<string, unknown>) =>
	[title, orderNumber && `(${String(orderNumber as string)})`].filter(Boolean).join(' ');

/** Projects, which Blikk's API only lists (docs.txt L618-706). */
export const project = resource(
	'Project',
	{
		getMany: {
			request: 'GET /v1/Core/Projects',
			answer: 'pages',
			query: {
				...sorting({
					orderNumber: 'Order Number',
					title: 'Title',
					createdDate: 'Created',
					updatedDate: 'Updated',
				}),
				'filter.query': text({
					label: 'Search',
					description: 'Text in the order number, the title or the name of the customer',
				}),
			},
			picker: { name, search: 'filter.query' },
		},
	},
	{
		simplify: [
			'id',
			'orderNumber',
			'title',
			'status.name',
			'startDate',
			'endDate',
			'projectManager.name',
			'customer.name',
			'created',
			'updated',
		],
	},
);
