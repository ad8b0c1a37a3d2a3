import { nameOf } from '@/components/channels/kind'
import type { Line, Passage, WholeOption, WholeScene } from '@/scenarios/engine/debrief/whole-scenario'
import { translator } from '@/server/platform/locales'

const CUES = { sign: 'bg-risk-soft text-risk', decoy: 'bg-good-soft text-good', ambiguous: 'bg-signal-soft text-signal' } as const
const textsOf = (locale: string) => translator(locale, 'organisation')

const Chip = ({ children, tone = 'bg-sunken text-ink-2' }: { children: React.ReactNode; tone?: string }) => (
  <span className={`chip me-1.5 ${tone}`}>{children}</span>
)

export const Prose = ({ locale, passages }: { locale: string; passages: readonly Passage[] }) =>
  passages.map(({ text, sometimes }) => (
    <p key={text} className="mt-1 leading-relaxed">
      {sometimes && <Chip>{textsOf(locale)('read.sometimes')}</Chip>}
      {text}
    </p>
  ))

export const Why = ({ text, cites }: { text: string; cites: readonly string[] }) =>
  (text !== '' || cites.length > 0) && (
    <p className="mt-1 text-note leading-normal text-ink-2">
      {text}{' '}
      {cites.map((id) => (
        <a key={id} href={`#source-${id}`} className="link me-1.5 inline-flex min-h-6 items-center">
          {id}
        </a>
      ))}
    </p>
  )

export function Scene({ locale, scene, n }: { locale: string; scene: WholeScene; n: number }) {
  const t = textsOf(locale)
  const channels = translator(locale, 'channels')
  const { id, title, when, place, lead, artefacts, budget, checks, report, decisions, notes } = scene
  return (
    <section id={id} aria-labelledby={`${id}-h`} className="mt-12 border-t border-line pt-6">
      <p className="text-small text-ink-2">
        {when} · {place}
      </p>
      <h2 id={`${id}-h`} className="text-h2">
        {n}. {title}
      </h2>
      <Prose locale={locale} passages={lead} />
      {artefacts.map(({ artefact, lines }) => (
        <div key={artefact.id} className="card mt-4 p-4 sm:p-5">
          <h3 className="text-note font-semibold text-ink-2">{channels(nameOf(artefact))}</h3>
          {lines.map((line, i) => (
            <Detail key={`${i} ${line.text}`} locale={locale} line={line} />
          ))}
        </div>
      ))}
      {scene.rating && <p className="mt-4 text-note text-ink-2">{t('read.rating')}</p>}
      {checks.length > 0 && <h3 className="mt-6 font-semibold">{t('read.checks', { budget })}</h3>}
      {checks.map((check) => (
        <div key={check.id} className="mt-3 border-s-4 border-line-2 ps-4">
          <p className="font-medium">
            {check.offer.sometimes && <Chip>{t('read.sometimes')}</Chip>}
            {t('read.check', { text: check.offer.text, minutes: check.minutes })}
          </p>
          <Prose locale={locale} passages={check.finding} />
          {check.decides && <p className="mt-1 text-note font-medium">{t('read.decides')}</p>}
        </div>
      ))}
      <h3 className="mt-6 font-semibold">{report.words ?? translator(locale, 'play')('report')}</h3>
      <div className="mt-2 border-s-4 border-line-2 ps-4">
        <Prose locale={locale} passages={report.reply} />
        <p className="mt-1 text-note font-medium">
          {t('read.report', { points: report.worth })} {report.matters && t('read.matters')}
        </p>
        <Why {...report} />
      </div>
      {decisions.map(({ id: decision, ask, weight, options }) => (
        <div key={decision}>
          <h3 className="mt-6 font-semibold">
            {ask.sometimes && <Chip>{t('read.sometimes')}</Chip>}
            {ask.text} {weight !== 1 && <span className="font-normal text-ink-2">{t('read.weight', { weight })}</span>}
          </h3>
          {options.map((option) => (
            <Option key={option.id} locale={locale} option={option} />
          ))}
        </div>
      ))}
      <h3 className="mt-6 font-semibold">{t('read.facilitator')}</h3>
      {notes.map((note) => (
        <p key={note} className="mt-1 leading-relaxed text-ink-2">
          {note}
        </p>
      ))}
    </section>
  )
}

function Detail({ locale, line: { beside, text, sometimes, detail } }: { locale: string; line: Line }) {
  const t = textsOf(locale)
  const { cue = 'plain', label, origin } = detail ?? {}
  return (
    <div className="mt-2">
      <p className="leading-relaxed">
        {sometimes && <Chip>{t('read.sometimes')}</Chip>}
        {beside && <span className="text-note text-ink-2">{beside} </span>}
        {text}
      </p>
      {detail && cue !== 'plain' && (
        <p className="mt-1">
          <span className={`chip ${CUES[cue]}`}>
            {t(`read.cues.${cue}`)}
            {label && `: ${label}`}
          </span>
          {origin && <span className="ms-2 text-note text-ink-2">{t('read.origin')}</span>}
        </p>
      )}
      {detail && <Why {...detail} />}
    </div>
  )
}

function Option({ locale, option }: { locale: string; option: WholeOption }) {
  const t = textsOf(locale)
  const { choice, says, follows, points, harm, settles } = option
  const named = translator(locale, 'skills')
  return (
    <div className="mt-3 border-s-4 border-line-2 ps-4">
      <p className="font-medium">
        {choice.sometimes && <Chip>{t('read.sometimes')}</Chip>}
        {choice.text}
      </p>
      {says && <p className="mt-1 text-note text-ink-2">{t('read.says', { text: says })}</p>}
      <p className="mt-1 text-note">
        {points.map(([competency, value]) => (
          <Chip key={competency}>{t('read.points', { competency: named(`names.${competency}`), points: value })}</Chip>
        ))}
        {harm && <Chip tone={harm === 'does' ? 'bg-risk-soft text-risk' : 'bg-good-soft text-good'}>{t(`read.harm.${harm}`)}</Chip>}
        {settles && <Chip tone="bg-good-soft text-good">{t('read.settles')}</Chip>}
      </p>
      <Why {...option} />
      <Prose locale={locale} passages={follows} />
    </div>
  )
}
