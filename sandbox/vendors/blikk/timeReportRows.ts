import type {
	AdditionReport,
	AllowanceReport,
	EquipmentReport,
	MaterialReport,
	Records,
	TimeReport,
	TravelReport,
} from './records';
import { type BlikkCall, type Checks, nameId, replaceRows } from './shared';

/** A row that a caller writes: an id of null is a new one (docs.txt L2251). */
type Given<Row> = Partial<Omit<Row, 'id' | 'parentId'>> & { id?: number | null };

/** What belongs to a time report, as a caller writes it (docs.txt L2165). */
export interface GivenRows {
	travelReport?:
		(Omit<Given<TravelReport>, 'id' | 'companyCar'> & { companyCar?: GivenCar | null }) | null;
	allowanceReport?: Omit<Given<AllowanceReport>, 'id'> | null;
	materials?: Array<Given<MaterialReport>>;
	equipments?: Array<Given<EquipmentReport>>;
	additions?: Array<Given<AdditionReport>>;
}

type GivenCar = Partial<NonNullable<TravelReport['companyCar']>>;

const ROW_TABLES = [
	'travelReports',
	'allowanceReports',
	'materialReports',
	'equipmentReports',
	'additionReports',
] as const;

/** What the vendor keeps of no report here, but names in each. */
const UNKNOWN = { costCenter: null, bookingProject: null, invoiceId: null };

/** Swedish value added tax. */
const TAX_PERCENT = 25;

/** @param report undefined while it does not exist, and has no rows */
export function checkRows(
	{ records }: BlikkCall,
	report: number | undefined,
	given: GivenRows,
	checks: Checks,
): void {
	const { travelReport, allowanceReport, materials = [], equipments = [], additions = [] } = given;
	checks.that(
		!allowanceReport || !!travelReport,
		'allowanceReport',
		'It comes only together with a travel report.',
	);
	checks.exists(records.companyCars, travelReport?.companyCar?.id, 'travelReport.companyCar.id');
	checks.exists(
		records.allowances,
		allowanceReport?.allowanceTypeId,
		'allowanceReport.allowanceTypeId',
	);
	materials.forEach(({ articleId }, index) => {
		checks.exists(records.articles, articleId, `materials[${index}].articleId`);
	});
	equipments.forEach(({ articleId }, index) => {
		checks.exists(records.equipments, articleId, `equipments[${index}].articleId`);
		checks.that(articleId !== undefined, `equipments[${index}].articleId`, 'It is required.');
	});
	additions.forEach(({ articleId }, index) => {
		checks.exists(records.timeAdditions, articleId, `additions[${index}].articleId`);
		checks.that(articleId !== undefined, `additions[${index}].articleId`, 'It is required.');
	});
	const known: Array<[keyof GivenRows, Array<{ id?: number | null }>, RowTable]> = [
		['materials', materials, 'materialReports'],
		['equipments', equipments, 'equipmentReports'],
		['additions', additions, 'additionReports'],
	];
	for (const [field, rows, table] of known) {
		rows.forEach(({ id }, index) => {
			const own = rowsOf(records, table, report).some((row) => row.id === id);
			checks.that(typeof id !== 'number' || own, `${field}[${index}].id`, 'It is no row of this.');
		});
	}
}

type RowTable = (typeof ROW_TABLES)[number];

/** Makes a report's rows be those that were written; what is left out goes. */
export function writeRows({ records }: BlikkCall, report: number, given: GivenRows): void {
	const { travelReport: travel, allowanceReport: allowance } = given;
	const idIn = (table: RowTable) => rowsOf(records, table, report)[0]?.id;
	replaceRows(
		records.travelReports,
		report,
		travel ? [{ ...travel, id: idIn('travelReports') }] : [],
		({ place, distance, invoiceableDistance, toSalary, companyCar: car }) => ({
			place: place ?? null,
			distance: distance ?? 0,
			invoiceableDistance: invoiceableDistance ?? null,
			toSalary: toSalary ?? false,
			companyCar: car?.id
				? {
						id: car.id,
						tripStart: car.tripStart ?? null,
						tripEnd: car.tripEnd ?? null,
						addressStart: car.addressStart ?? null,
						addressGoal: car.addressGoal ?? null,
						addressEnd: car.addressEnd ?? null,
					}
				: null,
		}),
	);
	replaceRows(
		records.allowanceReports,
		report,
		allowance ? [{ ...allowance, id: idIn('allowanceReports') }] : [],
		({ allowanceTypeId, description, toBeInvoiced }) => ({
			allowanceTypeId: allowanceTypeId ?? null,
			description: description ?? null,
			toBeInvoiced: toBeInvoiced ?? false,
		}),
	);
	replaceRows(records.materialReports, report, given.materials ?? [], (row) => ({
		articleId: row.articleId ?? null,
		articleNumber: row.articleNumber ?? null,
		title: row.title ?? null,
		unitPrice: row.unitPrice ?? 0,
		invoiceableUnitPrice: row.invoiceableUnitPrice ?? null,
		units: row.units ?? 0,
		invoiceableUnits: row.invoiceableUnits ?? null,
		calculatedUnits: row.calculatedUnits ?? null,
		unitText: row.unitText ?? null,
		cost: row.cost ?? null,
		discountInPercent: row.discountInPercent ?? null,
		isTextOnly: row.isTextOnly ?? false,
	}));
	replaceRows(records.equipmentReports, report, given.equipments ?? [], (row) => ({
		hours: row.hours ?? 0,
		articleId: Number(row.articleId),
		comment: row.comment ?? null,
	}));
	replaceRows(records.additionReports, report, given.additions ?? [], (row) => ({
		articleId: Number(row.articleId),
		yesNo: row.yesNo ?? null,
		numberCount: row.numberCount ?? null,
	}));
}

export function removeRows(records: Records, report: number): void {
	for (const table of ROW_TABLES) {
		for (const { id } of rowsOf(records, table, report)) records[table].remove(id);
	}
}

/** The rows that a report has in one of the tables. */
export const rowsOf = (
	records: Records,
	name: RowTable,
	report: number | undefined,
): Array<{ id: number }> =>
	// The tables' rows differ, and only what they share is of interest here.
	(records[name] as { all(): Array<{ id: number; parentId: number }> })
		.all()
		.filter(({ parentId }) => parentId === report);

function showTravel(travel: TravelReport, report: TimeReport, records: Records) {
	const { companyCar } = travel;
	return {
		objectName: 'timereport.detail.travelreport',
		id: travel.id,
		place: travel.place,
		invoicablePlace: travel.place,
		distance: travel.distance,
		invoicableDistance: travel.invoiceableDistance,
		toSalary: travel.toSalary,
		toBeInvoiced: (travel.invoiceableDistance ?? 0) > 0,
		cost: null,
		rate: null,
		discount: null,
		sentToAttestDate: report.sentToAttestDate,
		attestedDate: report.attestedDate,
		...UNKNOWN,
		companyCar: companyCar && {
			objectName: 'timereport.detail.travelreport.companycar',
			...companyCar,
			name: records.companyCars.get(companyCar.id).name,
		},
	};
}

const showAllowance = (allowance: AllowanceReport, report: TimeReport, records: Records) => ({
	objectName: 'timereport.detail.allowancereport',
	id: allowance.id,
	description: allowance.description,
	cost: null,
	amount: null,
	invoicableAmount: null,
	discount: null,
	invoicableSpecification: records.allowances.find(allowance.allowanceTypeId)?.name ?? '',
	toBeInvoiced: allowance.toBeInvoiced,
	sentToAttestDate: report.sentToAttestDate,
	attestedDate: report.attestedDate,
	...UNKNOWN,
});

function showMaterial(row: MaterialReport, records: Records) {
	const amount = row.units * row.unitPrice;
	const { invoiceableUnits, invoiceableUnitPrice } = row;
	const invoicable = (invoiceableUnits ?? 0) * (invoiceableUnitPrice ?? 0);
	return {
		objectName: 'timereport.detail.materialreport',
		id: row.id,
		title: row.title,
		units: row.units,
		costPerUnit: row.cost !== null && row.units > 0 ? row.cost / row.units : null,
		discountInPercent: row.discountInPercent,
		invoicableUnits: invoiceableUnits,
		unitPrice: row.unitPrice,
		invoicableUnitPrice: invoiceableUnitPrice,
		taxPercent: TAX_PERCENT,
		amount,
		invoicableAmount: invoicable * (1 - (row.discountInPercent ?? 0) / 100),
		cost: row.cost,
		calculatedUnits: row.calculatedUnits,
		tax: (amount * TAX_PERCENT) / 100,
		toBeInvoiced: invoicable > 0,
		article: nameId(records.articles.find(row.articleId)),
		unitText: row.unitText,
		invoicableUnitText: row.unitText,
		isRotRut: false,
		articleNumber: row.articleNumber,
		...UNKNOWN,
	};
}

const showEquipment = (row: EquipmentReport, records: Records) => ({
	objectName: 'timereport.detail.equipmentreport',
	id: row.id,
	hours: row.hours,
	cost: null,
	rate: null,
	invoicableRate: null,
	invoicableHours: row.hours,
	article: nameId(records.equipments.get(row.articleId)),
	discount: null,
	comment: row.comment,
	...UNKNOWN,
});

function showAddition(row: AdditionReport, records: Records) {
	const count = row.numberCount ?? (row.yesNo === null ? null : Number(row.yesNo));
	return {
		objectName: 'timereport.detail.additionreport',
		id: row.id,
		salaryCount: count,
		invoicableCount: count,
		cost: null,
		invoicablePrice: null,
		discount: null,
		article: nameId(records.timeAdditions.get(row.articleId)),
		costCenter: null,
		bookingProject: null,
	};
}

export function showRows(report: TimeReport, records: Records) {
	const own = ({ parentId }: { parentId: number }) => parentId === report.id;
	const [travel] = records.travelReports.where(own);
	const [allowance] = records.allowanceReports.where(own);
	return {
		travelReport: travel ? showTravel(travel, report, records) : null,
		allowanceReport: allowance ? showAllowance(allowance, report, records) : null,
		materials: records.materialReports.where(own).map((row) => showMaterial(row, records)),
		equipments: records.equipmentReports.where(own).map((row) => showEquipment(row, records)),
		additions: records.additionReports.where(own).map((row) => showAddition(row, records)),
	};
}
