import { PEOPLE, personOf, words } from '../../../words';
import { companies } from '../companies';
import { contacts } from '../contacts';
import type { Plot } from './plot';
import { CALLER_ID } from './plot';

/** By type; the agency itself comes last, so that the first ids are those of clients. */
const COMPANIES: Array<[string, string[]]> = [
	[
		'client',
		words(`
			Harbour Lights Hotel, Bluebird Bakery, Cedar Valley Clinic, Dune Travel, Elm Street Theatre,
			Foxglove Gardens, Granite Bank
		`),
	],
	['contractor', words('Hollow Pine Film, Inkwell Printing')],
	['other', words('Juniper Press Club')],
	['client', words('Kestrel Cycles')],
	['staff', words('Sandbox Studio')],
];

const OWN_COMPANY = 12;
const PENDING_COMPANY = 11;

const CITIES = words('Lisbon, Oslo, Kyoto, Quito');
const TITLES = words('Director, Designer, Producer, Developer, Assistant');
const STAFF = 8;

/** Put together so that nobody takes it for a real one. */
const PASSWORD = ['sandbox', 'pro', 'phrase'].join('-');

const usernameOf = (index: number) => (PEOPLE[index] ?? '').toLowerCase().replace(' ', '.');

/** What the tests sign in with. */
export const CALLER = {
	username: usernameOf(CALLER_ID - 1),
	email: personOf(PEOPLE[CALLER_ID - 1] ?? '').email,
	password: PASSWORD,
};

/** The roles of the staff; the caller is a super user. */
const ROLES = [[1], [2], [1], [4], [4], [3], [2, 3], [4]];

export function seedPeople(plot: Plot): void {
	seedCompanies(plot);
	const { records, changed, call } = plot;
	const clients = [1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7];
	PEOPLE.slice(0, 25).forEach((name, index) => {
		const isStaff = index < STAFF;
		// Then clients, four contractors, one other, and one who waits to be let in.
		const companyid = isStaff
			? OWN_COMPANY
			: (clients[index - STAFF] ?? [8, 8, 9, 9, 10, PENDING_COMPANY][index - STAFF - 11] ?? 1);
		const { type, divisionid } = records.companies.get(companyid);
		const { firstName, lastName, email } = personOf(name);
		const roleid = ROLES[index] ?? [];
		const group = 1 + (index % 4);
		records.contacts.insert({
			...contacts.blank(call, {}),
			...address(index),
			...changed(index === 5 ? 0 : 3 * index),
			companyid,
			type,
			firstname: firstName,
			lastname: lastName,
			email,
			title: TITLES[index % TITLES.length] ?? '',
			workphone: `0123 456 ${7000 + index}`,
			mobilephone: index % 2 === 0 ? `0176 456 ${7000 + index}` : '',
			image: index % 4 === 0 ? `https://files.example.com/sandbox/images/${index + 1}.png` : '',
			allowlogin: isStaff || index % 3 === 0,
			username: isStaff || index % 3 === 0 ? usernameOf(index) : '',
			password: isStaff || index % 3 === 0 ? PASSWORD : '',
			location:
				index < 2
					? {
							latitude: 38.72 + index,
							longitude: -9.14 - index,
							locationtime: changed(index).lastmodified,
						}
					: null,
			groupid: isStaff ? (index % 3 === 0 ? [group, 1 + (group % 4)] : [group]) : [],
			roleid,
			tagid: index % 3 === 0 ? [1 + (index % 5), 1 + ((index + 1) % 5)] : [],
			pending: companyid === PENDING_COMPANY,
			viewquotesandinvoices: type === 'client' && index % 2 === 0,
			viewcalendar: type === 'client',
			apifields: index % 5 === 0 ? [{ id: 3, value: `EX-${100 + index + divisionid}` }] : [],
		});
	});
}

const address = (index: number) => ({
	address1: `${10 + index} Example Road`,
	city: CITIES[index % CITIES.length] ?? '',
	zipcode: String(90_210 + index),
	country: 'Someland',
});

function seedCompanies({ records, changed, call }: Plot): void {
	const all = COMPANIES.flatMap(([type, names]) => names.map((name) => ({ type, name })));
	all.forEach(({ type, name }, index) => {
		const code = name.replace(/[^A-Z]/g, '').slice(0, 3);
		const regions = ['Europe', 'Asia', 'South America'];
		const region = regions[index % regions.length] ?? '';
		records.companies.insert({
			...companies.blank(call, {}),
			...address(index),
			...changed(index === 4 ? 0 : 7 * index),
			type,
			name,
			code,
			email: `hello@${code.toLowerCase()}.example.com`,
			phone: `0123 456 ${1000 + index}`,
			website: `www.${code.toLowerCase()}.example.com`,
			linkedin: index % 2 === 0 ? `https://linkedin.example.com/${code.toLowerCase()}` : '',
			tagid: index % 2 === 0 ? [1 + (index % 5)] : [],
			pending: index + 1 === PENDING_COMPANY,
			divisionid: 1 + (index % 2),
			apifields: [
				{ id: 1, value: region },
				...(index % 3 === 0 ? [{ id: 2, value: 'Industrial' }] : []),
			],
		});
	});
}
