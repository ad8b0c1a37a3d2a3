import { Address } from '@/components/manage/address'
import type { Line } from '@/server/directory/runs'
import { FIELDS } from '@/server/directory/differences'
import type { LeaverAccess } from '@/server/directory/leavers'
import { languageOf, translator } from '@/server/platform/locales'

export function RunLine({ locale, line, held }: { locale: string; line: Line; held?: LeaverAccess | undefined }) {
  const t = translator(locale, 'directory')
  if (line.kind === 'problem') {
    return (
      <tr>
        <th scope="row" className="font-normal">
          {t('line', { line: line.line })}
        </th>
        <td className="whitespace-nowrap text-signal">{t('notRead')}</td>
        <td className="w-full wrap-anywhere">
          {t(`problem.${line.reason}`, { value: line.value || '–', given: String(line.value !== '') })}
        </td>
      </tr>
    )
  }
  if (line.kind === 'note') {
    return (
      <tr>
        <Who name={line.name} address={line.address} />
        <td className="whitespace-nowrap">{t('line', { line: line.line })}</td>
        <td className="w-full min-w-[14rem] wrap-anywhere">{t(`notes.${line.reason}`, { value: line.value })}</td>
      </tr>
    )
  }
  const { said, before } = line
  const text = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value ?? '')) || t('empty')
  const what = held
    ? losses(locale, held)
    : line.kind === 'kept'
      ? [t(`kept.${line.why ?? 'by-hand'}`)]
      : line.kind === 'join' && said
        ? (['unit', 'site'] as const).flatMap((field) => said[field] || [])
        : said
          ? FIELDS.filter((field) => field in before).map((field) =>
              t('from', { field: t(`fields.${field}`), before: text(before[field]), now: text(said[field]) }),
            )
          : []
  return (
    <tr>
      <Who name={line.name} address={line.address} />
      <td className="whitespace-nowrap">{t(`kinds.${line.kind}`)}</td>
      <td className="w-full min-w-[14rem] wrap-anywhere">
        {what.map((each, i) => (
          <span key={i} className="block">
            {each}
          </span>
        ))}
      </td>
    </tr>
  )
}

function losses(locale: string, { account, roles, invitations }: LeaverAccess): string[] {
  const t = translator(locale, 'directory')
  const role = translator(locale, 'accounts')
  const names = roles.filter((one) => one !== 'learner').map((one) => role(`roles.${one}`))
  return [
    t('has.account', { has: String(account) }),
    ...(names.length > 0 ? [t('has.roles', { n: names.length, roles: new Intl.ListFormat(languageOf(locale)).format(names) })] : []),
    ...(invitations > 0 ? [t('has.invitations', { n: invitations })] : []),
  ]
}

const Who = ({ name, address }: { name: string; address: string }) => (
  <th scope="row">
    <div className="w-max max-w-68 wrap-anywhere sm:max-w-120">
      {name || <Address of={address} />}
      {name && (
        <span className="block text-small font-normal text-ink-2">
          <Address of={address} />
        </span>
      )}
    </div>
  </th>
)
