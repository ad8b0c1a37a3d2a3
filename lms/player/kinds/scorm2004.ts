import { scorm2004Runtime } from '../../runtimes/scorm2004'
import { boot } from '../boot'

void boot(scorm2004Runtime)
