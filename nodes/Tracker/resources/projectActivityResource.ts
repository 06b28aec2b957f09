import { date, decimal, record } from '../../engine';
import { byId, person, resource } from '../api';

/** Body of create and update (docs.txt L3376-3384). */
const fields = {
	projectId: record('project'),
	projectActivityId: byId('projectActivity', { required: ['create'] }),
	resourceId: person({ required: ['create'] }),
	payRate: decimal(),
	chargeRate: decimal(),
	startDate: date(),
	endDate: date({ notBefore: 'startDate' }),
};

const path = { Id: byId('projectActivityResource') };

/** People who work on a project activity (docs.txt L3357-3559). */
export const projectActivityResource = resource('Project Activity Resource', {
	create: { request: 'POST /api/v1/ProjectActivityResource', body: fields },
	delete: { request: 'DELETE /api/v1/ProjectActivityResource/{Id}', path },
	get: { request: 'GET /api/v1/ProjectActivityResource/{Id}', path },
	update: { request: 'PATCH /api/v1/ProjectActivityResource/{Id}', path, body: fields },
});
