import { detailIn } from '@/server/accounts/audit-detail'
import { type Entry, actionNames, isMonth } from '@/server/accounts/audit-log'
import { type Thing, isToken } from '@/server/reports/audited-things'
import { languageOf, translator } from '@/server/platform/locales'

interface Props {
  locale: string
  entry: Entry
  thing: Thing | undefined
  /** Only administrators may open the readings of the directory; auditors see the name of the file. */
  links: boolean
}

export function Line({ locale, entry, thing, links }: Props) {
  const { at, actor, actorName, action, subject, subjectName, detail } = entry
  const how = isMonth(entry) ? ({ year: 'numeric', month: 'long' } as const) : ({ dateStyle: 'medium', timeStyle: 'medium' } as const)
  return (
    <tr className="align-top">
      <td className="whitespace-nowrap tabular-nums">
        {new Intl.DateTimeFormat(languageOf(locale), { ...how, timeZone: 'UTC' }).format(at)}
      </td>
      <td>
        <Who locale={locale} id={actor} name={actorName} />
      </td>
      <td>{actionNames(locale)(action)}</td>
      <td className="wrap-anywhere">
        {thing?.path && links ? (
          <a className="link" href={`/${locale}${thing.path}`}>
            {thing.name}
          </a>
        ) : (
          (thing?.name ?? (isToken(subject) ? '' : <Who locale={locale} id={subject} name={subjectName} />))
        )}
      </td>
      <td className="text-small text-ink-2">{detailIn(locale, action, detail)}</td>
    </tr>
  )
}

function Who({ locale, id, name }: { locale: string; id: string | null; name: string | null }) {
  if (id === 'system' || id === 'console') return translator(locale, 'people')(`audit.${id}`)
  return (
    <>
      {name && <span className="block">{name}</span>}
      <span className="block font-mono text-fine text-ink-2">{id}</span>
    </>
  )
}
