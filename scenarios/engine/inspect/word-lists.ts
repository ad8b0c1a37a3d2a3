/** Words that the rules look for. Names of countries and peoples are matched as written, with a capital. */

// biome-ignore format: words, as many to a line as fit
export const PRONOUNS = ['he', 'she', 'him', 'her', 'his', 'hers', 'himself', 'herself']

/** Whole words, wherever they stand. */
export const wholeWords = (words: readonly string[], flags = 'u'): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...words].sort((a, b) => b.length - a.length).join('|')})(?![\\p{L}\\p{N}])`, flags)

/** Words that give a gender without being pronouns. */
// biome-ignore format: words, as many to a line as fit
export const GENDERED = [
  'Mr', 'Mrs', 'Madam', 'husband', 'wife', 'chairman', 'chairwoman', 'waiter', 'waitress', 'gentleman', 'businessman', 'businesswoman',
]

/** In a title these would give the outcome away. */
// biome-ignore format: words, as many to a line as fit
export const TELLING = [
  'spy', 'spies', 'spying', 'espionage', 'suspicious', 'suspicion', 'fake', 'false', 'genuine', 'hostile', 'trap', 'scam',
  'bait', 'trick', 'approach', 'recruit', 'recruitment', 'recruiter', 'honest', 'legitimate', 'harmless', 'dangerous', 'danger',
  'traitor', 'foreign service',
]

/** Names of the pool that are also English words: only with the other half of the name are they certain to be names. */
// biome-ignore format: words, as many to a line as fit
export const ORDINARY_NAMES = [
  'Sun', 'Rein', 'Barker', 'Grace', 'Hope', 'Rose', 'May', 'Mark', 'Will', 'Young', 'King', 'Long', 'Page', 'Price', 'Bond',
  'Hill',
]

/** After a name these make a place or a day of it. */
// biome-ignore format: words, as many to a line as fit
export const NOT_A_NAME = ['Street', 'Road', 'Lane', 'Square', 'Bridge', 'Station', 'House', 'Day', 'Hall', 'Hill']

/** Phrases that contain a country and mean something else. */
export const NOT_A_COUNTRY = ['Georgia font', 'Jordan almond', 'Jordan almonds', 'Panama hat', 'Brazil nut', 'Brazil nuts', 'Cuba libre']

/** File extensions, which look like domains. */
// biome-ignore format: words, as many to a line as fit
export const FILE_ENDINGS = [
  'pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'odt', 'ods', 'csv', 'txt', 'zip', 'jpg', 'jpeg', 'png', 'ics', 'mp',
  'eml', 'vcf', 'js', 'ts', 'md', 'html', 'json',
]

/** Words about origin, in any case. */
// biome-ignore format: words, as many to a line as fit
export const ORIGIN = [
  'nationality', 'nationalities', 'national of', 'citizenship', 'foreigner', 'foreigners', 'foreign-born', 'immigrant',
  'immigrants', 'migrant', 'refugee', 'ethnic', 'ethnicity', 'descent', 'ancestry', 'homeland', 'motherland', 'mother tongue',
  'native speaker', 'native language', 'accent', 'first language', 'second language', 'third language', 'broken language',
  'faith', 'religion', 'religious', 'church', 'mosque', 'synagogue', 'temple', 'prayer', 'prays', 'headscarf', 'Muslim',
  'Christian', 'Jewish', 'Hindu', 'Buddhist', 'family abroad', 'parents abroad', 'relatives abroad', 'born in', 'born abroad',
  'grew up in', 'surname', 'skin colour',
]
/** Phrases that contain such a word but mean something else. */
// biome-ignore format: words, as many to a line as fit
export const NOT_ORIGIN = ['in good faith', 'in bad faith', 'good faith']
/** More words, for decoys only: in a sign they may be about conduct, such as a meeting in another country. */
// biome-ignore format: words, as many to a line as fit
export const ORIGIN_OF_DECOYS = ['abroad', 'foreign', 'another country', 'other country', 'language', 'languages']

// biome-ignore format: words, as many to a line as fit
export const PEOPLES = [
  'African', 'American', 'Arab', 'Arabic', 'Asian', 'Australian', 'Austrian', 'Belarusian', 'Belgian', 'Brazilian', 'British',
  'Bulgarian', 'Canadian', 'Chinese', 'Croatian', 'Cuban', 'Czech', 'Danish', 'Dutch', 'Egyptian', 'English', 'Estonian',
  'Finnish', 'French', 'Georgian', 'German', 'Greek', 'Hungarian', 'Indian', 'Iranian', 'Iraqi', 'Irish', 'Israeli', 'Italian',
  'Japanese', 'Kazakh', 'Korean', 'Kurdish', 'Latvian', 'Lithuanian', 'Mandarin', 'Mexican', 'Norwegian', 'Pakistani',
  'Persian', 'Polish', 'Portuguese', 'Romanian', 'Russian', 'Scottish', 'Serbian', 'Slavic', 'Slovak', 'Spanish', 'Swedish',
  'Swiss', 'Syrian', 'Taiwanese', 'Tibetan', 'Turkish', 'Ukrainian', 'Uyghur', 'Vietnamese', 'Welsh',
]

/** Member states of the United Nations, and other names used for countries. */
// biome-ignore format: words, as many to a line as fit
export const COUNTRIES = [
  'Afghanistan', 'Albania', 'Algeria', 'Andorra', 'Angola', 'Argentina', 'Armenia', 'Australia', 'Austria', 'Azerbaijan',
  'Bahamas', 'Bahrain', 'Bangladesh', 'Barbados', 'Belarus', 'Belgium', 'Belize', 'Benin', 'Bhutan', 'Bolivia', 'Bosnia',
  'Botswana', 'Brazil', 'Brunei', 'Bulgaria', 'Burkina Faso', 'Burundi', 'Cabo Verde', 'Cape Verde', 'Cambodia', 'Cameroon',
  'Canada', 'Central African Republic', 'Chad', 'Chile', 'China', 'Colombia', 'Comoros', 'Congo', 'Costa Rica', 'Croatia',
  'Cuba', 'Cyprus', 'Czechia', 'Czech Republic', 'Denmark', 'Djibouti', 'Dominica', 'Dominican Republic', 'Ecuador', 'Egypt',
  'El Salvador', 'Equatorial Guinea', 'Eritrea', 'Estonia', 'Eswatini', 'Ethiopia', 'Fiji', 'Finland', 'France', 'Gabon',
  'Gambia', 'Georgia', 'Germany', 'Ghana', 'Greece', 'Grenada', 'Guatemala', 'Guinea', 'Guinea-Bissau', 'Guyana', 'Haiti',
  'Honduras', 'Hungary', 'Iceland', 'India', 'Indonesia', 'Iran', 'Iraq', 'Ireland', 'Israel', 'Italy', 'Ivory Coast',
  'Jamaica', 'Japan', 'Jordan', 'Kazakhstan', 'Kenya', 'Kiribati', 'Kosovo', 'Kuwait', 'Kyrgyzstan', 'Laos', 'Latvia',
  'Lebanon', 'Lesotho', 'Liberia', 'Libya', 'Liechtenstein', 'Lithuania', 'Luxembourg', 'Madagascar', 'Malawi', 'Malaysia',
  'Maldives', 'Mali', 'Malta', 'Marshall Islands', 'Mauritania', 'Mauritius', 'Mexico', 'Micronesia', 'Moldova', 'Monaco',
  'Mongolia', 'Montenegro', 'Morocco', 'Mozambique', 'Myanmar', 'Burma', 'Namibia', 'Nauru', 'Nepal', 'Netherlands', 'Holland',
  'New Zealand', 'Nicaragua', 'Niger', 'Nigeria', 'North Korea', 'South Korea', 'Korea', 'North Macedonia', 'Norway', 'Oman',
  'Pakistan', 'Palau', 'Palestine', 'Panama', 'Papua New Guinea', 'Paraguay', 'Peru', 'Philippines', 'Poland', 'Portugal',
  'Qatar', 'Romania', 'Russia', 'Russian Federation', 'Rwanda', 'Saint Lucia', 'Samoa', 'San Marino', 'Saudi Arabia', 'Senegal',
  'Serbia', 'Seychelles', 'Sierra Leone', 'Singapore', 'Slovakia', 'Slovenia', 'Solomon Islands', 'Somalia', 'South Africa',
  'South Sudan', 'Spain', 'Sri Lanka', 'Sudan', 'Suriname', 'Sweden', 'Switzerland', 'Syria', 'Taiwan', 'Tajikistan',
  'Tanzania', 'Thailand', 'Timor-Leste', 'Togo', 'Tonga', 'Trinidad', 'Tunisia', 'Turkey', 'Türkiye', 'Turkmenistan', 'Tuvalu',
  'Uganda', 'Ukraine', 'United Arab Emirates', 'United Kingdom', 'Great Britain', 'Britain', 'England', 'Scotland', 'Wales',
  'Northern Ireland', 'United States', 'USA', 'UK', 'PRC', 'Uruguay', 'Uzbekistan', 'Vanuatu', 'Vatican', 'Venezuela',
  'Vietnam', 'Yemen', 'Zambia', 'Zimbabwe', 'Hong Kong', 'Macau', 'Tibet', 'Soviet Union',
]
