import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Content } from '../content'
import { Contact } from './contact'

export function OwnCase({ contacts }: Pick<Content, 'contacts'>) {
  const t = useTranslations('help')
  return (
    <details className="group mt-5 rounded-xl border border-line">
      <summary className="flex min-h-11 items-center justify-between gap-3 rounded-xl px-4 py-2 font-medium hover:bg-sunken">
        {t('own')}
        <ChevronDown className="icon text-accent group-open:rotate-180" />
      </summary>
      <div className="space-y-3 px-4 pt-1 pb-4 leading-relaxed">
        <p>{t('ownText')}</p>
        <Contact contacts={contacts} />
        <p>{t('danger')}</p>
      </div>
    </details>
  )
}
