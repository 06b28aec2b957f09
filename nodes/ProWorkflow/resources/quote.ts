import { choice, record } from '../../engine';
import { resource } from '../api';
import { days, fields, listed, ofBills, searchIn, subtotals } from '../filters';

/** Quotes of a company (docs.txt L1513-1720). */
export const quote = resource('Quote', {
	getManyByCompany: {
		request: 'GET /companies/{companyid}/quotes',
		path: { companyid: record('company') },
		...listed(
			{
				...fields(
					`apifields approveddate company dates description emaileddate emailedto
						lastmodified number project quotedby quoteddate status taxable title
						totals type validtodate none`,
				),
				...subtotals('quoted', 'approved'),
			},
			'id number title',
			{
				...ofBills,
				...days('approveddate quoteddate validtodate'),
				...searchIn('number and title'),
				status: choice(
					{
						pending: 'Pending',
						approved: 'Approved',
						active: 'Pending or Approved',
						declined: 'Declined',
						all: 'All',
					},
					{ required: true, default: 'pending' },
				),
				type: choice({ estimate: 'Estimate', quote: 'Quote', all: 'All' }),
			},
		),
		description: 'Get many quotes of a company, or what they add up to',
	},
});
