import { notFound } from '../../refusal';
import { idOf } from './kind';
import { RECORD_TYPES, type Records, type ResourceSkill, type Skill } from './records';
import {
	type Behaviours,
	changedBy,
	contains,
	existing,
	failure,
	outcome,
	removeWhere,
	sameText,
	type TrackerCall,
} from './shared';

const typeOf = ({ listId }: Skill): string => (listId === null ? 'Yes/No' : 'List');

/** docs.txt L5742-5752. */
const show = ({ skills }: Records, { skillId, skillValueId, skillValue }: ResourceSkill) => {
	const skill = skills.get(skillId);
	return { skillId, skillName: skill.name, skillValueId, skillValue, skillType: typeOf(skill) };
};

const skillsOf = ({ resourceSkills }: Records, id: number) =>
	resourceSkills.where(({ resourceId }) => resourceId === id);

interface Given {
	skillId?: number;
	skillName?: string;
	skillValueId?: number;
	skillValue?: string;
}

/** The skills of the body, each once. @throws Refusal 422 when one is not known */
function read({ records, body }: TrackerCall): Array<Omit<ResourceSkill, 'id' | 'resourceId'>> {
	const given = (body.skills ?? []) as Given[];
	const found = given.map(({ skillId, skillName, skillValueId, skillValue }) => {
		const skill = records.skills
			.all()
			.find(({ id, name }) => (skillId === undefined ? sameText(name, skillName) : id === skillId));
		if (!skill) throw failure(`Skill ${String(skillId ?? skillName)} does not exist`);
		const values = records.listValues.where(({ listId }) => listId === skill.listId);
		if (values.length === 0) {
			return { skillId: skill.id, skillValueId: null, skillValue: skillValue ?? 'Yes' };
		}
		const value = values.find(({ id, name }) =>
			skillValueId === undefined ? sameText(name, skillValue) : id === skillValueId,
		);
		if (!value) throw failure(`${skill.name} has no value ${String(skillValueId ?? skillValue)}`);
		return { skillId: skill.id, skillValueId: value.id, skillValue: value.name };
	});
	return [...new Map(found.map((skill) => [skill.skillId, skill])).values()];
}

/** Skills are a part of the resource, which is changed with them. */
function write(call: TrackerCall, id: number, replaces: boolean) {
	const { resourceSkills, resources } = call.records;
	const given = read(call);
	if (given.length === 0 && !replaces) throw failure('skills names no skill');
	const goes = ({ skillId }: ResourceSkill) =>
		replaces || given.some((skill) => skill.skillId === skillId);
	removeWhere(resourceSkills, (one) => one.resourceId === id && goes(one));
	for (const skill of given) resourceSkills.insert({ resourceId: id, ...skill });
	resources.update(id, changedBy(call));
	return outcome(id, 'Skills updated');
}

function remove(call: TrackerCall, resourceId: number, gone: ResourceSkill[]): void {
	for (const { id } of gone) call.records.resourceSkills.remove(id);
	call.records.resources.update(resourceId, changedBy(call));
}

/** @throws Refusal 404 */
function ownSkill({ records, path }: TrackerCall): ResourceSkill {
	const { id } = records.resources.get(Number(path.resourceId));
	const own = skillsOf(records, id).find(({ skillId }) => skillId === path.skillId);
	if (!own) throw notFound(`Skill ${String(path.skillId)}`);
	return own;
}

/** A skill as the lists of skills show it. */
const listed = (skill: Skill) => ({
	skillId: skill.id,
	skillName: skill.name,
	skillType: typeOf(skill),
	skillListId: skill.listId,
	areaId: skill.areaId,
});

/** By the names that searches have for it; other parameters do nothing. */
function paged({ query }: TrackerCall, skills: Skill[]) {
	const size = Number(query.maxResults ?? skills.length);
	const before = (Number(query.pageNumber ?? 1) - 1) * size;
	return skills.slice(before, before + size).map(listed);
}

const skillsIn = ({ records, path }: TrackerCall): Skill[] => {
	const { id } = records.skillAreas.get(Number(path.areaId));
	return records.skills.where(({ areaId }) => areaId === id);
};

function hierarchy({ records }: TrackerCall) {
	const areas = records.skillAreas.all();
	return [...new Set(areas.map(({ category }) => category))].map((name, index) => ({
		id: index + 1,
		name,
		areas: areas
			.filter(({ category }) => category === name)
			.map(({ id, name: area }) => ({ id, name: area })),
	}));
}

const valuesOf = ({ records }: TrackerCall, id: number) =>
	records.listValues
		.where(({ listId }) => listId === records.valueLists.get(id).id)
		.map((value) => ({ id: value.id, name: value.name }));

/** The account's lists by name (docs.txt L1898), and its custom fields. */
function metadata({ records }: TrackerCall) {
	const lists: Record<string, unknown[]> = {};
	for (const { list, ...item } of records.listItems.all()) (lists[list] ??= []).push(item);
	return { ...lists, customFields: records.customFields.all() };
}

export const skillBehaviours: Behaviours = {
	'resource.getSkills': (call) => {
		const { id } = call.records.resources.get(idOf(call));
		const own = skillsOf(call.records, id);
		if (own.length === 0) throw notFound('Skills');
		return { skills: own.map((one) => show(call.records, one)) };
	},
	'resource.getSkill': (call) => show(call.records, ownSkill(call)),
	'resource.addSkills': (call) =>
		write(call, existing(call.records.resources, idOf(call)).id, false),
	'resource.replaceSkills': (call) => write(call, call.records.resources.get(idOf(call)).id, true),
	'resource.deleteAllSkills': (call) => {
		const { id } = call.records.resources.get(idOf(call));
		remove(call, id, skillsOf(call.records, id));
	},
	'resource.deleteSkill': (call) => {
		const own = ownSkill(call);
		remove(call, own.resourceId, [own]);
	},
	'metadata.get': metadata,
	'metadata.getRecordTypes': () => RECORD_TYPES.map((name, index) => ({ id: index + 1, name })),
	'metadata.getSkillsHierarchy': hierarchy,
	'metadata.getAreaSkills': (call) => paged(call, skillsIn(call)),
	'metadata.getAreaSkillCount': (call) => ({
		areaId: call.path.areaId,
		count: skillsIn(call).length,
	}),
	'metadata.searchSkills': (call) =>
		paged(
			call,
			call.records.skills.where(({ name }) => contains(name, call.query.searchTerm ?? '')),
		),
	'metadata.getSkillList': (call) => {
		const { id, name } = call.records.valueLists.get(Number(call.path.skillListId));
		return { id, name, values: valuesOf(call, id) };
	},
	'customField.getListValues': (call) => valuesOf(call, idOf(call)),
};
