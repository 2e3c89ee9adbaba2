import { startPage } from '../app/start-page.ts';
import './chat-page.ts';

startPage(document.createElement('xtts-chat-page'));
