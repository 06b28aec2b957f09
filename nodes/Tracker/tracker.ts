import type { Vendor } from '../engine';
import { api } from './api';
import { client } from './resources/client';
import { contact } from './resources/contact';
import { customField } from './resources/customField';
import { invoice } from './resources/invoice';
import { lead } from './resources/lead';
import { metadata } from './resources/metadata';
import { opportunity } from './resources/opportunity';
import { opportunityResource } from './resources/opportunityResource';
import { partnerRecord } from './resources/partnerRecord';
import { project } from './resources/project';
import { projectActivity } from './resources/projectActivity';
import { projectActivityResource } from './resources/projectActivityResource';
import { resource } from './resources/resource';
import { timesheetEntry } from './resources/timesheetEntry';
import { user } from './resources/user';
import { webhook } from './resources/webhook';

/** Tracker RMS: its conventions and its resources. */
export const tracker: Vendor = {
	...api,
	opensOn: 'client',
	resources: {
		client,
		contact,
		customField,
		invoice,
		lead,
		metadata,
		opportunity,
		opportunityResource,
		partnerRecord,
		project,
		projectActivity,
		projectActivityResource,
		resource,
		timesheetEntry,
		user,
		webhook,
	},
};
