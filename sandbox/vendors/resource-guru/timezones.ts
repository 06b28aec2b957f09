/** Minutes east of Greenwich, and the Rails time zones that keep them (docs.txt L191-337). */
const ZONES: Array<[number, string]> = [
	[-660, 'American Samoa, International Date Line West, Midway Island'],
	[-600, 'Hawaii'],
	[-540, 'Alaska'],
	[-480, 'Pacific Time (US & Canada), Tijuana'],
	[-420, 'Arizona, Chihuahua, Mazatlan, Mountain Time (US & Canada)'],
	[
		-360,
		'Central America, Central Time (US & Canada), Guadalajara, Mexico City, Monterrey, ' +
			'Saskatchewan',
	],
	[-300, 'Bogota, Eastern Time (US & Canada), Indiana (East), Lima, Quito'],
	[-270, 'Caracas'],
	[-240, 'Atlantic Time (Canada), Georgetown, La Paz, Santiago'],
	[-210, 'Newfoundland'],
	[-180, 'Brasilia, Buenos Aires, Greenland'],
	[-120, 'Mid-Atlantic'],
	[-60, 'Azores, Cape Verde Is.'],
	[0, 'Casablanca, Dublin, Edinburgh, Lisbon, London, Monrovia, UTC'],
	[
		60,
		'Amsterdam, Belgrade, Berlin, Bern, Bratislava, Brussels, Budapest, Copenhagen, ' +
			'Ljubljana, Madrid, Paris, Prague, Rome, Sarajevo, Skopje, Stockholm, Vienna, Warsaw, ' +
			'West Central Africa, Zagreb',
	],
	[
		120,
		'Athens, Bucharest, Cairo, Harare, Helsinki, Istanbul, Jerusalem, Kyiv, Pretoria, ' +
			'Riga, Sofia, Tallinn, Vilnius',
	],
	[180, 'Baghdad, Kuwait, Minsk, Nairobi, Riyadh'],
	[210, 'Tehran'],
	[240, 'Abu Dhabi, Baku, Moscow, Muscat, St. Petersburg, Tbilisi, Volgograd, Yerevan'],
	[270, 'Kabul'],
	[300, 'Islamabad, Karachi, Tashkent'],
	[330, 'Chennai, Kolkata, Mumbai, New Delhi, Sri Jayawardenepura'],
	[345, 'Kathmandu'],
	[360, 'Almaty, Astana, Dhaka, Ekaterinburg'],
	[390, 'Rangoon'],
	[420, 'Bangkok, Hanoi, Jakarta, Novosibirsk'],
	[
		480,
		'Beijing, Chongqing, Hong Kong, Krasnoyarsk, Kuala Lumpur, Perth, Singapore, Taipei, ' +
			'Ulaan Bataar, Urumqi',
	],
	[540, 'Irkutsk, Osaka, Sapporo, Seoul, Tokyo'],
	[570, 'Adelaide, Darwin'],
	[600, 'Brisbane, Canberra, Guam, Hobart, Melbourne, Port Moresby, Sydney, Yakutsk'],
	[660, 'New Caledonia, Vladivostok'],
	[720, 'Auckland, Fiji, Kamchatka, Magadan, Marshall Is., Solomon Is., Wellington'],
	[780, "Nuku'alofa, Samoa, Tokelau Is."],
];

const offsets = new Map(
	ZONES.flatMap(([offset, names]) => names.split(', ').map((name) => [name, offset] as const)),
);

/** A time zone as a resource shows it. */
export const showTimezone = (name: string) => ({ name, offset: offsets.get(name) ?? 0 });
