import { Notice, Submit, TextField } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { wayToProve } from '@/server/sign-in/reauthenticate'
import { currentPerson, has } from '@/server/nextjs/current-person'
import { heldUntil } from '@/server/accounts/notices'
import { holdsOn } from '@/server/privacy/holds'
import { SHOWN_KINDS, SHOWN_PARTS, keptDays } from '@/server/privacy/processing'
import { requiredRecordsOf } from '@/server/records/erased'
import { organisation } from '@/server/organisation/organisation'
import { otherDevices } from '@/server/learning/learners'
import { anonymousLearner, currentLearner, deviceToken } from '@/server/nextjs/session'
import { titled } from '@/server/nextjs/titled'
import { languageOf, translator } from '@/server/platform/locales'
import { spanOf, spansOf } from '@/server/courses/terms'
import { beside, launchToken, rootOf } from '@/server/platform/launch-token'
import { PageShell } from '../../../page-shell'

type Props = PageProps<'/[locale]/learn/data'>

export const generateMetadata = titled('data', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { note } = await searchParams
  const t = translator(locale, 'data')
  const here = `${rootOf(locale)}/learn/data`
  const launched = launchToken() !== null
  const isDevice = !launched && !(await currentPerson())
  return (
    <PageShell
      locale={locale}
      crumbs={[...(launched ? [] : [{ label: translator(locale, 'learn')('title'), href: `/${locale}/learn` }]), { label: t('title') }]}
    >
      <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-8 lg:pt-12">
        <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
        <Section name="recorded" title={t('recorded')} className="mt-8">
          <p className="mt-2 leading-relaxed">{t('never')}</p>
          <p className="mt-2 leading-relaxed">{t('recordedLead')}</p>
          <Recorded locale={locale} />
        </Section>
        <p className="mt-4">
          <a className="link" href={`/${locale}/privacy`} {...beside()}>
            {t('policy')}
          </a>
        </p>
        {!(await currentLearner()) ? (
          <p className="card mt-8 p-5">{t('none')}</p>
        ) : (
          <div className="mt-8 space-y-4">
            <Section name="export" title={t('export')} className="card p-5" look="font-semibold">
              <p className="mt-1 leading-relaxed text-ink-2">{t('exportText')}</p>
              <p className="mt-4">
                <a className="btn btn-quiet" href={`${here}/export`} download>
                  {t('exportDo')}
                </a>
              </p>
            </Section>
            {isDevice && <Act id="link" title={t('link')} text={t('linkText')} action={`${here}/link`} label={t('linkMake')} />}
            {isDevice && <Others locale={locale} />}
            {isDevice && <Act id="forget" title={t('forget')} text={t('forgetText')} action={`${here}/forget`} label={t('forgetDo')} />}
            <Erase locale={locale} note={note} />
          </div>
        )}
      </main>
    </PageShell>
  )
}

async function Recorded({ locale }: { locale: string }) {
  const [t, kinds] = [translator(locale, 'data'), translator(locale, 'privacy')]
  const kept = spansOf(locale, await keptDays())
  return (
    <div className="card mt-4 divide-y divide-line">
      {SHOWN_PARTS.map((part) => (
        <details key={part} open={part === 'doing'} className="px-5 py-3">
          <summary className="link w-fit py-2 font-semibold">{t(`parts.${part}`)}</summary>
          <dl className="pb-2 leading-relaxed">
            {SHOWN_KINDS[part].map((kind) => (
              <div key={kind} className="mt-2">
                <dt className="font-medium">{kinds(`kinds.${kind}.title`)}</dt>
                <dd className="text-ink-2">{t(`kinds.${kind}`, kept)}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </div>
  )
}

async function Others({ locale }: { locale: string }) {
  const [learner, token] = [await anonymousLearner(), await deviceToken()]
  const others = learner && token ? await otherDevices(learner, token) : []
  const t = translator(locale, 'data')
  return (
    others.length > 0 && (
      <Act
        id="others"
        title={t('others')}
        text={t('othersText', { count: others.length, when: others[0]! })}
        action={`/${locale}/learn/data/devices`}
        label={t('othersDo')}
      />
    )
  )
}

async function Erase({ locale, note }: { locale: string; note: unknown }) {
  const t = translator(locale, 'data')
  const here = `${rootOf(locale)}/learn/data`
  const [learner, person] = [await currentLearner(), await currentPerson()]
  const [stay, way] = [learner && person ? await requiredRecordsOf(learner) : [], person ? await wayToProve(person.id) : 'none']
  const held = person ? await heldUntil(person.id) : null
  const holds = await holdsOn({ learner, user: person?.id ?? null })
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' })
  const standings = translator(locale, 'records')
  const { retention } = await organisation()
  return (
    <Section id="erase" title={t('erase')} className="card scroll-mt-6 p-5" look="font-semibold">
      <p className="mt-1 leading-relaxed text-ink-2">{t('eraseText')}</p>
      {stay.length > 0 && (
        <>
          <p className="mt-3 leading-relaxed">{t('stays', { span: spanOf(locale, retention.records) })}</p>
          <ul className="mt-2 list-disc space-y-1 ps-5">
            {stay.map(({ row, title, standing, overdue }) => (
              <li key={row.id}>
                {t(overdue ? 'staysLineOverdue' : 'staysLine', { title, standing: standings(`erasedStandings.${standing}`) })}
              </li>
            ))}
          </ul>
        </>
      )}
      {has(person, 'administrator', 'owner') && <p className="mt-3 leading-relaxed">{t('eraseActs')}</p>}
      {held && <p className="mt-3 leading-relaxed">{t('eraseHeld', { day: day.format(held) })}</p>}
      {holds.length > 0 && (
        <div role="note" className="mt-3 rounded-xl border border-line-2 p-4">
          <p className="font-semibold">{t('onHold')}</p>
          <ul className="mt-2 list-disc space-y-1 ps-5">
            {holds.map(({ course, reason, until }) => (
              <li key={`${course} ${until} ${reason}`} className="wrap-anywhere">
                {t(course === null ? 'onHoldYours' : 'onHoldCourse', { reason, day: day.format(until) })}
              </li>
            ))}
          </ul>
          <p className="mt-2 leading-relaxed">{t('onHoldText')}</p>
        </div>
      )}
      {note === 'onHold' && <Notice tone="problem">{t('onHoldRefused')}</Notice>}
      {note === 'held' && <Notice tone="done">{t('erasedHeld')}</Notice>}
      {(note === 'lastAdministrator' || note === 'confirm') && (
        <Notice tone="problem">{t(note === 'confirm' ? 'eraseUnconfirmed' : 'lastAdministrator')}</Notice>
      )}
      {holds.length > 0 ? null : way === 'sign-in' ? (
        <>
          <p className="mt-4 leading-relaxed">{t('eraseAgain')}</p>
          <p className="mt-4">
            <a className="btn btn-quiet" href={`/${locale}/sign-in?${new URLSearchParams({ note: 'again', next: `${here}#erase` })}`}>
              {t('eraseSignIn')}
            </a>
          </p>
        </>
      ) : (
        <form method="post" action={`${here}/erase`} className="mt-4 grid gap-4">
          <label className="flex items-center gap-2">
            <input type="checkbox" name="confirm" value="yes" required className="size-5 accent-accent" />
            {t('eraseConfirm')}
          </label>
          {way === 'password' && (
            <div className="max-w-md">
              <TextField
                name="password"
                type="password"
                label={translator(locale, 'accounts')('fields.passwordNow')}
                autoComplete="current-password"
                required
                maxLength={200}
                error={note === 'wrong' ? t('eraseWrong') : note === 'wait' ? t('eraseWait') : undefined}
              />
            </div>
          )}
          <Submit look="btn-quiet justify-self-start">{t('eraseDo')}</Submit>
        </form>
      )}
    </Section>
  )
}

function Act({ id, title, text, action, label }: { id: string; title: string; text: string; action: string; label: string }) {
  return (
    <Section id={id} title={title} className="card scroll-mt-6 p-5" look="font-semibold">
      <p className="mt-1 leading-relaxed text-ink-2">{text}</p>
      <form method="post" action={action} className="mt-4 flex flex-wrap items-center gap-4">
        <Submit look="btn-quiet">{label}</Submit>
      </form>
    </Section>
  )
}
