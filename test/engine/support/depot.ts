/**
 * A made-up vendor that packs its answers, says some things by status or inside a good answer, pages in the body,
 * and takes files.
 */
import type { IDataObject } from 'n8n-workflow';
import type { CallValues } from '../../../nodes/engine';
import { plainApi, type VendorModule } from './fixture';

const asWritten = ({ title, about }: IDataObject): IDataObject => ({ title, note: about });

const underPaper = (values: CallValues): CallValues => ({
	...values,
	body: { paper: values.body },
});

const vendors = {
	depot: (engine) => {
		const { file, group, integer, json, list, numberedPaging, record, resourcesWith, text, z } =
			engine;
		const resource = resourcesWith();
		const address = group(
			{ city: text(), zip: text({ nullable: true }), floor: integer({ nullable: true }) },
			{ label: 'Address' },
		);
		const rows = list('Row', { no: integer({ label: 'Number', required: true }), note: text() });
		return {
			...plainApi,
			name: 'Depot',
			// The records and their number lie in `data`.
			unpacked: (whole) => (whole as { data?: unknown }).data,
			failed: (whole) => (whole as { ok?: boolean }).ok === false,
			noneStatus: 204,
			paging: numberedPaging(
				2,
				1,
				{ page: 'pageNo', size: 'pageSize', total: 'count' },
				{ inBody: true },
			),
			resources: {
				box: resource(
					'Box',
					{
						create: {
							request: 'POST /boxes',
							body: {
								name: text({ required: true }),
								address,
								rows,
								'*': json(z.record(z.unknown())),
							},
						},
						createMany: {
							request: 'POST /boxes/many/{shelf}',
							path: { shelf: text() },
							query: { mode: text() },
							body: { name: text({ required: true }), count: integer() },
							bulk: { size: 2 },
							simplify: false,
						},
						get: { request: 'GET /boxes/{id}', path: { id: record('box') } },
						search: {
							request: 'POST /boxes/search',
							readsOnly: true,
							answer: 'pages',
							body: { name: text() },
						},
						update: {
							request: 'PUT /boxes/{id}',
							path: { id: record('box') },
							body: { name: text(), address, rows },
							merges: { read: 'get' },
						},
					},
					{ simplify: ['id', 'name', 'address.city'] },
				),
				paper: resource('Paper', {
					// Single papers are read by a list alone.
					getMany: {
						request: 'GET /boxes/{boxId}/papers',
						path: { boxId: record('box') },
						answer: 'list',
						query: { ids: text() },
					},
					download: {
						request: 'GET /boxes/{boxId}/papers/{paperId}/file',
						path: { boxId: record('box'), paperId: integer() },
						answer: 'file',
						file: { read: 'getMany', by: 'ids', name: 'title', type: 'mime' },
					},
					scan: {
						request: 'GET /papers/{paperId}/scan',
						path: { paperId: integer() },
						file: { content: 'base64', name: 'title', type: 'mime' },
					},
					update: {
						request: 'PUT /boxes/{boxId}/papers/{paperId}',
						path: { boxId: record('box'), paperId: integer() },
						body: { title: text(), note: text() },
						merges: {
							read: 'getMany',
							body: asWritten,
						},
						sends: underPaper,
					},
					upload: {
						request: 'POST /papers',
						body: {
							file: file({ required: true, maxBytes: 2_000_000 }),
							title: text(),
							pages: integer(),
						},
						form: true,
					},
					uploadInJson: {
						request: 'POST /papers/json',
						body: { 'content.base64': file({ required: true }) },
					},
				}),
			},
		};
	},
} satisfies VendorModule;

export default vendors;
