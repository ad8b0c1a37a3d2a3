import { scorm12Runtime } from '../../runtimes/scorm12'
import { boot } from '../boot'

void boot(scorm12Runtime)
