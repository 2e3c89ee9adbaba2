import { startPage } from '../app/start-page.ts';
import './read-page.ts';

startPage(document.createElement('xtts-read-page'));
