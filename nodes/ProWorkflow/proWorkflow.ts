import type { Vendor } from '../engine';
import { api } from './api';
import { account } from './resources/account';
import { company } from './resources/company';
import { companyNote } from './resources/companyNote';
import { contact } from './resources/contact';
import { contactNote } from './resources/contactNote';
import { event } from './resources/event';
import { expense } from './resources/expense';
import { file } from './resources/file';
import { folder } from './resources/folder';
import { invoice } from './resources/invoice';
import { invoiceLine } from './resources/invoiceLine';
import { me } from './resources/me';
import { message } from './resources/message';
import { note } from './resources/note';
import { project } from './resources/project';
import { projectRequest } from './resources/projectRequest';
import { quote } from './resources/quote';
import { task } from './resources/task';
import { timeRecord } from './resources/timeRecord';

/** ProWorkflow: its conventions and its resources. */
export const proWorkflow: Vendor = {
	...api,
	opensOn: 'company',
	resources: {
		account,
		company,
		companyNote,
		contact,
		contactNote,
		event,
		expense,
		file,
		folder,
		invoice,
		invoiceLine,
		me,
		message,
		note,
		project,
		projectRequest,
		quote,
		task,
		timeRecord,
	},
};
