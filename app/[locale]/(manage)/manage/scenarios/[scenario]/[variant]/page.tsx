import { Notice, Submit, TextArea, TextField } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { permitted } from '@/server/nextjs/current-person'
import { changedSince } from '@/server/learning/changed-since'
import { translator } from '@/server/platform/locales'
import { type SignedScenario, SignOffForm, dayOf, shortVersion, signedScenario } from '@/server/library/sign-offs'
import { gone } from '@/server/nextjs/responses'
import { ManageShell } from '../../../manage-shell'
import { SECTIONS } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'

type Props = PageProps<'/[locale]/manage/scenarios/[scenario]/[variant]'>

export const generateMetadata = titled('organisation', (t) => t('signOff.sign'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, scenario: id, variant } = await params
  const list = `/${locale}/manage/scenarios`
  const person = await permitted(locale, `${list}/${id}/${variant}`, ...SECTIONS.scenarios)
  const signed = await signedScenario(id, variant, locale)
  if (!signed) return gone(locale)
  const t = translator(locale, 'organisation')
  const { note: said, ...sent } = await searchParams
  const again = said === 'check' || said === 'stale'
  const parsed = SignOffForm.safeParse(sent)
  const wrong = said === 'check' && !parsed.success ? parsed.error.issues.map((issue) => issue.path[0]) : []
  const sentOr = (name: string, otherwise = '') => (again ? String(sent[name] ?? '') : otherwise)
  const title = t('signOff.form', { title: signed.scenario.title, version: t(`signOff.variant.${signed.variant}`) })
  return (
    <ManageShell locale={locale} person={person} section="scenarios" crumbs={[{ label: t('signOff.sign') }]}>
      <div className="max-w-2xl">
        <PageTitle lead={`${t('signOff.measured', { ...signed.measured })}. ${t('signOff.hash', { hash: shortVersion(signed.version) })}`}>
          {title}
        </PageTitle>
        <p className="mt-3">
          <a className="link" href={`${list}/${id}/${variant}/read`}>
            {t('signOff.read')}
          </a>
        </p>
        {again && <Notice tone="problem">{t(`signOff.${said}`)}</Notice>}
        {signed.standing === 'changed' && <Changed locale={locale} signed={signed} />}
        <form method="post" action={`${list}/${id}/${variant}/save`} className="mt-6 space-y-5" noValidate>
          <input type="hidden" name="structure" value={signed.version.structure} />
          <input type="hidden" name="texts" value={signed.version.texts} />
          <TextField
            name="expert"
            label={t('signOff.expert')}
            hint={t('signOff.expertHint')}
            defaultValue={sentOr('expert')}
            maxLength={120}
            error={wrong.includes('expert') ? t('errors.required') : undefined}
          />
          <TextArea
            name="note"
            label={t('signOff.note')}
            hint={t('signOff.noteHint')}
            defaultValue={sentOr('note')}
            maxLength={1000}
            error={wrong.includes('note') ? t('errors.length') : undefined}
          />
          <TextField
            name="date"
            type="date"
            label={t('signOff.date')}
            hint={t('signOff.dateHint')}
            defaultValue={sentOr('date', dayOf(Date.now()))}
            error={wrong.includes('date') ? t('signOff.dateError') : undefined}
          />
          <div className="flex flex-wrap items-center gap-4 pt-2">
            <Submit>{t('signOff.do')}</Submit>
            <a className="link" href={list}>
              {t('back')}
            </a>
          </div>
        </form>
        {signed.last && (
          <form method="post" action={`${list}/${id}/${variant}/withdraw`} className="mt-8 border-t border-line pt-5">
            <p className="leading-relaxed text-ink-2">{t('signOff.withdrawText')}</p>
            <Submit look="btn-quiet mt-3">{t('signOff.withdraw')}</Submit>
          </form>
        )}
      </div>
    </ManageShell>
  )
}

async function Changed({ locale, signed }: { locale: string; signed: SignedScenario }) {
  const t = translator(locale, 'organisation')
  const changes = await changedSince(signed)
  const moments = [...new Set(changes?.map(({ moment }) => moment))]
  return (
    <Section name="changed" title={t('signOff.changes.title', { expert: signed.last!.expert, when: signed.last!.at })} className="mt-6">
      {changes?.length === 0 && <p className="mt-2 leading-relaxed">{t('signOff.changes.none')}</p>}
      {!changes && <p className="mt-2 leading-relaxed">{t('signOff.changes.lost')}</p>}
      {moments.map((moment) => (
        <div key={moment ?? ''} className="mt-4">
          <h3 className="font-semibold">{moment ?? t('signOff.changes.explained')}</h3>
          <ul className="mt-1 divide-y divide-line">
            {changes!
              .filter((change) => change.moment === moment)
              .map(({ before, after }) => (
                <li key={`${before} ${after}`} className="grid gap-1 py-2 leading-relaxed">
                  {before && (
                    <p>
                      <span className="text-small text-ink-2">{t('signOff.changes.before')}</span> <del>{before}</del>
                    </p>
                  )}
                  {after && (
                    <p>
                      <span className="text-small text-ink-2">{t('signOff.changes.after')}</span>{' '}
                      <ins className="no-underline">{after}</ins>
                    </p>
                  )}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </Section>
  )
}
