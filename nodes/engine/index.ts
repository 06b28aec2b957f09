/** What a vendor folder uses of the engine. */
export { z } from 'zod';

export { authenticationProperties, propertiesOf } from './description';
export { execute } from './execute';
export {
	boolean,
	choice,
	choices,
	color,
	date,
	dates,
	dateTime,
	decimal,
	email,
	file,
	group,
	integer,
	json,
	list,
	mapped,
	parts,
	record,
	records,
	rowNumber,
	text,
	texts,
	timeOfDay,
} from './fields';
export type { Field, FieldOptions, Fields, Options, RecordOptions, TextOptions } from './fields';
export { listAll } from './lists';
export { titleCase, withArticle } from './naming';
export { operationsOf, resourcesOf, resourcesWith } from './operation';
export { GivenFile } from './files';
export type {
	CallValues,
	Complaint,
	Connection,
	Operation,
	OperationRecord,
	PickerEntry,
	Vendor,
	VendorApi,
} from './operation';
export { numberedPaging, offsetPaging } from './paging';
export { methodsOf, optionsOf } from './pickers';
export { poll, pollProperties } from './polling';
export type { PollingTrigger } from './polling';
export type { Order } from './stream';
export { callOperation } from './request';
export { sharedSignIn } from './signIn';
export { receive, webhookMethodsOf } from './webhook';
export type { WebhookTrigger, Wish } from './webhook';
