import type { Vendor } from '../engine';
import { api } from './api';
import { customFieldMappings } from './customFields';
import { account } from './resources/account';
import { activityType } from './resources/activityType';
import { booking } from './resources/booking';
import { calendar } from './resources/calendar';
import { client } from './resources/client';
import { customAvailability } from './resources/customAvailability';
import { customField } from './resources/customField';
import { customFieldOption } from './resources/customFieldOption';
import { downtime } from './resources/downtime';
import { downtimeType } from './resources/downtimeType';
import { overtime } from './resources/overtime';
import { project } from './resources/project';
import { report } from './resources/report';
import { resource } from './resources/resource';
import { resourceType } from './resources/resourceType';
import { timesheetEntry } from './resources/timesheetEntry';
import { user } from './resources/user';
import { webhook } from './resources/webhook';

/** Resource Guru: its conventions and its resources. */
export const resourceGuru: Vendor = {
	...api,
	opensOn: 'booking',
	mappings: customFieldMappings,
	resources: {
		account,
		activityType,
		booking,
		calendar,
		client,
		customAvailability,
		customField,
		customFieldOption,
		downtime,
		downtimeType,
		overtime,
		project,
		report,
		resource,
		resourceType,
		timesheetEntry,
		user,
		webhook,
	},
};
