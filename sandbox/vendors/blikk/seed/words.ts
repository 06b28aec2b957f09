import { words } from '../../../words';

/** Invented companies and what they have built: short lists make believable records. */

export const DEPARTMENTS = words('Kontor, Snickeri, El, Service');

export const CITIES = words('Piteå, Luleå, Skellefteå, Umeå, Boden, Kalix');

export const COMPANIES = words(`
	Exempelbygg AB, Norrskenets Hotell AB, Älvdalens Såg AB, Björkviks Kommun, Granitgården AB,
	Havstullens Varv AB, Isbergs Kyl AB, Järnvägens Fastigheter AB, Kustens Bageri AB,
	Lövstrandens Skola, Månskensbion AB, Nordlyktans Vård AB, Ormbergets Camping AB,
	Pärlans Restaurang AB, Rönnbackens Gård AB, Snöstormens Sport AB, Tallmons Trä AB,
	Uddens Museum, Västanvindens Bil AB, Åsens Trädgård AB
`);

export const CONTACT_TAGS = words('Stamkund, Leverantör, Prospekt, Kommun, Utskick');

export const COUNTRIES = words('Sverige, Norge, Finland, Danmark, Tyskland');

export const JOBS = words(`
	Ombyggnad kontor, Ny entré, Elrenovering, Takbyte, Kök och matsal, Lekplats, Lagerhall,
	Fasadmålning, Ventilation, Serviceavtal
`);

export const BOARDS = words('Produktion, Service, Anbud, Kontoret, Utveckling');

export const COLUMNS = words('Att göra, Pågår, Granskas, Klart');

export const BOARD_TAGS = words('Brådskande, Garanti, Väntar på kund');

export const TASKS = words(`
	Beställ material, Mät upp rummet, Montera belysning, Ring kunden, Skriv offert, Boka ställning,
	Dra kabel, Måla foder, Städa arbetsplatsen, Fotografera resultatet, Justera dörrar, Byt filter,
	Kontrollera ritning, Lägg golv, Sätt listverk
`);

export const COMMENTS = words(`
	Materialet är beställt, Kunden vill vänta en vecka, Klart för besiktning, Bilder ligger i mappen,
	Ta med den långa stegen
`);

export const CHECKS = words('Verktyg packade, Ritning utskriven, Nyckel hämtad, Kund informerad');

export const ACTIVITIES = words(
	'Montage, Projektledning, Projektering, Resa, Service, Administration',
);

export const TIME_CODES = words('Normal, Övertid 50%, Övertid 100%');

export const TIME_ARTICLES = words('Arbetstid, Arbetsledning, Restid');

export const ABSENCE_PROJECTS = words('Semester, Sjukdom, Vård av barn, Föräldraledighet');

export const INTERNAL_PROJECTS = words('Internt arbete, Utbildning, Verkstad');

export const ALLOWANCES = words('Heldag, Halvdag, Natt');

export const EQUIPMENTS = words('Skylift, Bilningshammare, Elverk, Byggtork');

export const CARS = words('Skåpbil 1, Skåpbil 2, Servicebil, Kontorsbil');
