import { words } from '../../../words';

export { PEOPLE } from '../../../words';

/** Invented people, companies and projects: short lists make believable records. */

/** They have left, and are archived. */
export const FORMER_PEOPLE = words('Ines Castro, Jakub Zielinski');

export const JOBS = words(`
	Designer, Developer, Project Manager, Copywriter, Researcher, Strategist, Motion Designer,
	Test Engineer, Data Analyst, Art Director
`);

export const ROOMS = words('Room Lisbon, Room Oslo, Room Kyoto, Room Quito');

export const VEHICLES = words('Van 1, Van 2, Estate car');

export const CLIENTS = words(`
	Alder & Finch, Bluewater Ferries, Cobalt Health, Dovetail Furniture, Evergreen Council,
	Foxglove Bakery, Granite Insurance, Harbour Museum, Ironbridge Cycles, Juniper Hotels,
	Kestrel Airways, Larkspur School
`);

export const PROJECTS = words(`
	Website Relaunch, Brand Refresh, Mobile App, Annual Report, Summer Campaign, Customer Portal,
	Store Signage, Product Film, Design System, Newsletter Revamp
`);

export const TASKS = words(`
	Wireframes, Sprint work, Client workshop, Copy review, Usability test, Storyboards,
	Code review, Launch preparation, Data clean-up, Concept sketches
`);

export const ACTIVITIES = words(
	'Design, Development, Project management, Meeting, Research, Pitch',
);

export const DOWNTIMES = words('Public holiday, Vacation, Sick leave, Training, Other');

export const COLORS = words(`
	#1f77b4, #ff7f0e, #2ca02c, #d62728, #9467bd, #8c564b, #e377c2, #17becf
`);
