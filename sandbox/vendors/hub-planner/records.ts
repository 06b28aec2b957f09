import { Table } from '../../table';

export const WEEKDAYS = [
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
	'sunday',
] as const;

export type Weekday = (typeof WEEKDAYS)[number];

export interface Day {
	minutes: number;
	workDay: boolean;
}

export interface CustomField {
	_id: string;
	templateId: string;
	templateType?: 'CHECKBOX' | 'RADIO' | 'SELECT';
	templateLabel: string;
	value?: string;
	choices?: Array<{ value: string; choiceId: string; _id: string }>;
}

/** As docs.txt L13-53 shows it, but `id` for `_id`. */
export interface Resource {
	id: string;
	email: string;
	metadata: string;
	/** ISO date times in UTC. */
	createdDate: string;
	updatedDate: string | null;
	note: string;
	firstName: string;
	lastName: string;
	status: string;
	role: string;
	links: Record<`link${1 | 2 | 3 | 4 | 5}`, string>;
	billing: { useDefault: boolean; rate: number };
	useCustomAvailability: boolean;
	customAvailabilities: { _id: string; weekDays: Record<Weekday, Day> };
	customFields: CustomField[];
}

/** Everything the vendor keeps. */
export interface Records {
	resources: Table<Resource>;
}

/** 24 hex digits; the first ones tell the kind of record apart. */
export const objectId = (kind: string, made: number): string =>
	`${kind}${made.toString(16).padStart(24 - kind.length, '0')}`;

export const emptyRecords = (): Records => ({
	resources: new Table('Resource', (made) => objectId('547832df25044c9b', made)),
});
