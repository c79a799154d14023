import { render } from 'preact';
import { App } from './app.tsx';
import { connect } from './model/connection.ts';
import { Model } from './model/model.ts';
import './style/base.css';
import './style/now.css';
import './style/then.css';
import './style/lab.css';

const model = new Model();
connect('/api/events', model);
render(<App model={model} />, document.getElementById('page')!);
