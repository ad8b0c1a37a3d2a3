import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PrintButton } from '@/components/debrief/print-button'
import { Notice, Submit, TextField, Tick } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { badgeAddresses } from '@/server/certificates/badges'
import { type Certificate, accountName, certificateOf, isEarned } from '@/server/certificates/certificates'
import { translator } from '@/server/platform/locales'
import { CourseShell } from '../../course-shell'
import { findOwn, ownEnrolment } from '../../own'
import { coursePath } from '../../view'
import { Sheet } from './sheet'

type Props = PageProps<'/[locale]/courses/[enrolment]/certificate'>
const NOTES = ['made', 'nameRemoved', 'confirm'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, enrolment: id } = await params
  const enrolment = await findOwn(id)
  return enrolment ? { title: `${translator(locale, 'certificate')('title')}: ${enrolment.course.title}` } : {}
}

export default async function Page({ params, searchParams }: Props) {
  const { locale, enrolment: id } = await params
  const { note, name } = await searchParams
  const enrolment = await ownEnrolment(locale, id)
  if (!isEarned(enrolment)) redirect(coursePath(locale, id))
  const t = translator(locale, 'certificate')
  const certificate = await certificateOf(id)
  const said = NOTES.find((n) => n === note)
  const shown = certificate && certificate.revokedAt === null
  const error = note === 'long' ? t('nameLong') : undefined
  const typed = typeof name === 'string' ? name : undefined
  const account = await accountName(enrolment.row.learner_id)
  const named = enrolment.course.people === 'names' ? account : null
  return (
    <CourseShell
      locale={locale}
      wide={Boolean(shown)}
      actions={shown && <PrintButton label={t('print')} />}
      crumbs={[{ label: enrolment.course.title, href: coursePath(locale, id) }, { label: t('title') }]}
    >
      <div className="noprint">
        <PageTitle>{t('make')}</PageTitle>
        {said && <Notice tone={said === 'confirm' ? 'problem' : 'done'}>{t(`note.${said}`)}</Notice>}
        {certificate?.revokedAt && <p className="mt-3 leading-relaxed">{t('withdrawn', { when: certificate.revokedAt })}</p>}
      </div>
      {!certificate && (
        <form method="post" action={`${coursePath(locale, id)}/certificate/issue`} className="card mt-6 space-y-5 p-5 shadow-card sm:p-7">
          <p className="leading-relaxed">{t(!named ? 'makeText' : named.given ? 'makeNamed' : 'makeNamedStated')}</p>
          {named ? (
            <Tick name="name" value="account" label={t('withName', { name: named.name })} text={t('withNameText')} checked />
          ) : (
            <TextField
              name="name"
              label={t('name')}
              hint={t('nameHint')}
              error={error}
              defaultValue={typed ?? account?.name ?? ''}
              autoComplete="name"
            />
          )}
          <Submit>{t('makeDo')}</Submit>
        </form>
      )}
      {shown && (
        <>
          <Sheet locale={locale} enrolment={enrolment} certificate={certificate} />
          <Acts
            locale={locale}
            at={`${coursePath(locale, id)}/certificate`}
            certificate={certificate}
            newName={named?.given ? named.name : ''}
          />
        </>
      )}
    </CourseShell>
  )
}

function Acts({ locale, at, certificate, newName }: { locale: string; at: string; certificate: Certificate; newName: string }) {
  const t = translator(locale, 'certificate')
  return (
    <div className="mt-8 grid gap-4 noprint lg:grid-cols-2">
      <section className="card p-5 sm:p-6">
        <h2 className="font-semibold">Open Badge 3.0</h2>
        <p className="mt-1 leading-relaxed text-ink-2">
          {t(!badgeAddresses() ? 'noBadge' : certificate.name && certificate.nameBy === 'account' ? 'badgeNamed' : 'badgeText')}
        </p>
        {badgeAddresses() && (
          <a className="btn btn-quiet mt-4" href={`${at}/badge`} download>
            {t('badge')}
          </a>
        )}
      </section>
      <details className="card self-start p-5 sm:p-6">
        <summary className="link w-fit">{t('change')}</summary>
        {certificate.name && certificate.nameBy === 'account' && newName !== '' && newName !== certificate.name && (
          <form method="post" action={`${at}/renew-name`} className="mt-5 space-y-4 border-b border-line pb-7">
            <p className="leading-relaxed text-ink-2">{t('renewNameText', { name: newName })}</p>
            <Submit look="btn-quiet">{t('renewName')}</Submit>
          </form>
        )}
        {certificate.name && (
          <form method="post" action={`${at}/remove-name`} className="mt-5 space-y-4 border-b border-line pb-7">
            <p className="leading-relaxed text-ink-2">{t('removeNameText')}</p>
            <Submit look="btn-quiet">{t('removeName')}</Submit>
          </form>
        )}
        <form method="post" action={`${at}/withdraw`} className="mt-5 space-y-4">
          <h2 className="font-semibold">{t('withdraw')}</h2>
          <p className="leading-relaxed text-ink-2">{t('withdrawText')}</p>
          <Tick name="confirm" value="yes" label={t('withdrawConfirm')} />
          <Submit look="btn-quiet">{t('withdraw')}</Submit>
        </form>
      </details>
    </div>
  )
}
