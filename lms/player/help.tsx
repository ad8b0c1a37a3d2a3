import { useTranslations } from 'use-intl'
import { BELOW_BAR, HELP_ID, Popover } from '@/components/ui/popover'
import type { Content } from '../content'
import { Contact } from './contact'

export function Help({ contacts }: Pick<Content, 'contacts'>) {
  const t = useTranslations('help')
  return (
    <Popover id={HELP_ID} title={t('title')} close={t('close')} place={BELOW_BAR}>
      <div className="mt-2 space-y-3 leading-relaxed">
        <p>{t('intro')}</p>
        <p>{t('steps')}</p>
        <Contact contacts={contacts} />
        <p>{t('danger')}</p>
      </div>
    </Popover>
  )
}
