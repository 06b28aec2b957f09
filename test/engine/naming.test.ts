import fc from 'fast-check';
import {
	parameterName,
	pluralOf,
	recordLabel,
	sentenceCase,
	titleCase,
	withArticle,
} from '../../nodes/engine/naming';

it.each([
	['name', 'name'],
	['booking_approver_ids', 'bookingApproverIds'],
	['includeArchived', 'includeArchived'],
	['resource_ids[]', 'resourceIds'],
	['owner.first_name', 'ownerFirstName'],
	['Start-Date', 'startDate'],
	['a.b.payload_url', 'aBPayloadUrl'],
	['user_or_me', 'userOrMe'],
	['activityTypeId', 'activityTypeId'],
	['*', 'additionalFieldsJson'],
])('n8n stores %s as %s', (wireName, name) => {
	expect(parameterName(wireName)).toBe(name);
});

it.each([
	['getMany', 'Get Many'],
	['getManyByClient', 'Get Many by Client'],
	['start_date', 'Start Date'],
	['resource_type_id', 'Resource Type ID'],
	['resource_ids[]', 'Resource IDs'],
	['payload_url', 'Payload URL'],
	['owner.name', 'Name'],
	['get_json_of_api', 'Get JSON of API'],
	// A small word at either end is capitalised.
	['of_all_in', 'Of All In'],
	['to', 'To'],
])('%s is labelled %s', (name, label) => {
	expect(titleCase(name)).toBe(label);
});

it.each([
	['Get Many by Client', 'Get many by client'],
	['Test Payload URL', 'Test payload URL'],
	['Get IDs', 'Get IDs'],
	['Delete', 'Delete'],
])('%s reads %s in a sentence', (title, sentence) => {
	expect(sentenceCase(title)).toBe(sentence);
});

it.each([
	['resource_type_id', 'Resource Type'],
	['resource_ids', 'Resource'],
	['resource_ids[]', 'Resource'],
	['owner.client_id', 'Client'],
	['paid', 'Paid'],
	['id', 'ID'],
])('a field %s that picks records is labelled %s', (wireName, label) => {
	expect(recordLabel(wireName)).toBe(label);
});

it.each([
	['Client', 'clients'],
	['Activity Type', 'activity types'],
	['Timesheet Entry', 'timesheet entries'],
	['Day', 'days'],
	['Address', 'addresses'],
	['Box', 'boxes'],
	['Batch', 'batches'],
	['Wish', 'wishes'],
	['Calendar', 'calendars'],
])('several of %s are %s', (label, plural) => {
	expect(pluralOf(label)).toBe(plural);
});

it.each([
	['account', 'an account'],
	['activity type', 'an activity type'],
	['event', 'an event'],
	['invoice', 'an invoice'],
	['overtime', 'an overtime'],
	['user', 'a user'],
	['unit', 'a unit'],
	['unpaid day', 'an unpaid day'],
	['client', 'a client'],
	['Account', 'an Account'],
])('%s takes its article: %s', (noun, phrase) => {
	expect(withArticle(noun)).toBe(phrase);
});

it('names stay as they are when the rule is applied again, so that a record may use either form', () => {
	const word = fc.stringMatching(/^[a-z]{2,8}$/);
	const name = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join('_'));
	fc.assert(
		fc.property(name, (wireName) => {
			const stored = parameterName(wireName);
			expect(stored).toMatch(/^[a-z][a-zA-Z]*$/);
			expect(parameterName(stored)).toBe(stored);
			expect(titleCase(stored)).toBe(titleCase(wireName));
		}),
	);
});
