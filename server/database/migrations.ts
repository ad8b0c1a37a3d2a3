import 'server-only'
import type { Migration } from 'kysely'
import { attempts } from './migrations/001-attempts'
import { rooms } from './migrations/002-rooms'
import { accounts } from './migrations/003-accounts'
import { courses } from './migrations/004-courses'
import { trust } from './migrations/005-trust'
import { releases } from './migrations/006-releases'
import { tombstones } from './migrations/007-tombstones'
import { projectorKeys } from './migrations/008-projector-keys'
import { told } from './migrations/009-told'
import { accountHosts } from './migrations/010-account-hosts'
import { codesComplete } from './migrations/011-codes-complete'
import { names } from './migrations/012-names'
import { entry } from './migrations/013-entry'
import { servedPatterns } from './migrations/014-served-patterns'
import { stories } from './migrations/015-stories'
import { feedback } from './migrations/016-feedback'
import { liveDevices } from './migrations/017-live-devices'
import { members } from './migrations/018-members'
import { recordActs } from './migrations/019-record-acts'
import { secondFactor } from './migrations/020-second-factor'
import { holds } from './migrations/021-holds'
import { mails } from './migrations/022-mails'
import { directory } from './migrations/023-directory'
import { courseImages } from './migrations/024-course-images'
import { owners } from './migrations/025-owners'
import { standing } from './migrations/026-standing'
import { packs } from './migrations/028-packs'
import { noLists } from './migrations/029-no-lists'
import { actsSaid } from './migrations/030-acts-said'
import { directoryFile } from './migrations/031-directory-file'
import { lettersAndUndoing } from './migrations/033-letters-and-undoing'
import { invitedActs } from './migrations/034-invited-acts'
import { mailAnswers } from './migrations/035-mail-answers'
import { lti } from './migrations/037-lti'
import { statements } from './migrations/038-statements'
import { figures } from './migrations/039-figures'

/** Applied once each, in the order of their names. Never edit a published migration. */
export const migrations: Record<string, Migration> = {
  '001-attempts': attempts,
  '002-rooms': rooms,
  '003-accounts': accounts,
  '004-courses': courses,
  '005-trust': trust,
  '006-releases': releases,
  '007-tombstones': tombstones,
  '008-projector-keys': projectorKeys,
  '009-told': told,
  '010-account-hosts': accountHosts,
  '011-codes-complete': codesComplete,
  '012-names': names,
  '013-entry': entry,
  '014-served-patterns': servedPatterns,
  '015-stories': stories,
  '016-feedback': feedback,
  '017-live-devices': liveDevices,
  '018-members': members,
  '019-record-acts': recordActs,
  '020-second-factor': secondFactor,
  '021-holds': holds,
  '022-mails': mails,
  '023-directory': directory,
  '024-course-images': courseImages,
  '025-owners': owners,
  '026-standing': standing,
  '028-packs': packs,
  '029-no-lists': noLists,
  '030-acts-said': actsSaid,
  '031-directory-file': directoryFile,
  '033-letters-and-undoing': lettersAndUndoing,
  '034-invited-acts': invitedActs,
  '035-mail-answers': mailAnswers,
  '037-lti': lti,
  '038-statements': statements,
  '039-figures': figures,
}
