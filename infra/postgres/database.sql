-- One service's database and its owner, who can reach no other. Variable: name. Environment: WARREN_DATABASE_PASSWORD.
\getenv password WARREN_DATABASE_PASSWORD
SELECT format('CREATE ROLE %I LOGIN', :'name') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \gexec
ALTER ROLE :"name" PASSWORD :'password';
-- To give a database away one must be a member of the role that gets it.
SELECT format('GRANT %I TO CURRENT_USER', :'name') WHERE NOT pg_has_role(:'name', 'MEMBER') \gexec
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'name')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
