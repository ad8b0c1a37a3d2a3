import { useTranslations } from 'use-intl'
import type { Segment } from '@/scenarios/engine/play/play'
import { Words } from '../ui/words'
import { Sentence } from './segments'

const typeOf = (name: string): string => /\.([a-z0-9]{2,4})\b/i.exec(name)?.[1]?.toLowerCase() ?? ''

/** @param files those of earlier moments, of which only the names are left, cannot be flagged */
export function Files({ files = [] }: { files?: readonly (Segment | string)[] }) {
  const t = useTranslations('channels')
  if (files.length === 0) return null
  return (
    <ul className="files" aria-label={t('attachments')}>
      {files.map((file) => (
        <li key={typeof file === 'string' ? file : file.id}>
          {typeof file === 'string' ? (
            <>
              <FileType of={file} />
              <Words>{file}</Words>
            </>
          ) : (
            <>
              <FileType of={file.text} />
              <Sentence segment={file} spelled />
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
const FileType = ({ of }: { of: string }) => (
  <span className={`file-type ${typeOf(of)}`} aria-hidden="true">
    {typeOf(of)}
  </span>
)
